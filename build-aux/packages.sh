# Sourced by run and test: installs the Debian packages that are missing,
# as root or through sudo, and says which.

install_missing () {
  local missing=() package
  command -v dpkg-query >/dev/null || return 0   # another system: meson will say what it lacks
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0

  local sudo=
  if [ "$(id -u)" -ne 0 ]; then
    sudo=$(command -v sudo) || { echo "Missing packages, and neither root nor sudo to install them: ${missing[*]}" >&2; return 1; }
  fi
  echo "Installing: ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build_packages=(gcc libc6-dev meson ninja-build pkg-config gettext desktop-file-utils
                libglib2.0-dev libglib2.0-bin libsqlite3-dev libxml2-dev libjson-glib-dev libical-dev nettle-dev libgmp-dev
                libgtk-4-dev libadwaita-1-dev adwaita-icon-theme fonts-cantarell shared-mime-info)
test_packages=(xvfb dbus dbus-x11 at-spi2-core python3-gi gir1.2-atspi-2.0 fonts-dejavu-core
               libxml2-utils sqlite3 valgrind tzdata)
