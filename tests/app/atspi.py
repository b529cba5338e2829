#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the window as a screen reader does: finds widgets by role and name.

Arguments: the program, the command line. Needs a display and a session bus.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

# Warnings are fatal to the program under test, not to this reader: it asks
# about objects that may not be there yet, and its library warns of that.
STRICT = os.environ.pop("G_DEBUG", "")

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

TIMEOUT = 60


def walk(node, depth=0):
    """Every accessible object below node, itself first."""
    if node is None or depth > 40:
        return
    yield node
    try:
        count = node.get_child_count()
    except Exception:
        return
    for i in range(count):
        try:
            child = node.get_child_at_index(i)
        except Exception:
            continue
        yield from walk(child, depth + 1)


def find(root, role, name):
    for node in walk(root):
        try:
            if node.get_role_name() == role and name in (node.get_name() or ""):
                return node
        except Exception:
            continue
    return None


def seen_within(seconds, question):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = question()
        if found:
            return found
        time.sleep(0.2)
    return None


def wait_for(what, question):
    found = seen_within(TIMEOUT, question)
    if found is None:
        raise SystemExit(f"not found: {what}")
    return found


def press(button):
    Atspi.Action.do_action(button, 0)


def program(pid):
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        if app is not None and app.get_process_id() == pid:
            return app
    return None


def unnamed_controls(root):
    """Buttons and texts that a screen reader could not announce."""
    silent = []
    for node in walk(root):
        try:
            role, name = node.get_role_name(), node.get_name()
            showing = node.get_state_set().contains(Atspi.StateType.SHOWING)
            labelled = any(r.get_relation_type() == Atspi.RelationType.LABELLED_BY for r in node.get_relation_set())
        except Exception:
            continue
        if showing and not name and not labelled and role in ("push button", "toggle button", "text", "combo box"):
            silent.append(role)
    return silent


def check(app):
    frame = wait_for("the window", lambda: find(app, "frame", "") or find(app, "window", ""))
    for role, name in (("push button", "New Record"), ("push button", "Undo"), ("text", "Filter this list")):
        wait_for(f"{role} “{name}”", lambda: find(frame, role, name) or find(frame, "entry", name))
    wait_for("the list of kinds", lambda: find(frame, "list", "Kinds of records"))
    wait_for("the kind Vendors", lambda: find(frame, "list item", "Vendors"))
    wait_for("the table of vendors", lambda: find(frame, "table", "Vendors") or find(frame, "tree table", "Vendors")
             or find(frame, "list", "Vendors"))
    check_names(frame)
    check_fields(app, frame)


def check_fields(app, frame):
    """A form has its fields for a screen reader too, each with its name."""
    # A press that meets a list still being filled does nothing: press again.
    for _ in range(5):
        press(find(frame, "push button", "New Record"))
        field = seen_within(10, lambda: find(app, "text", "Name (required)"))
        if field is not None:
            break
    else:
        raise SystemExit("not found: the field Name of a new vendor")
    if not field.get_interfaces() or "Text" not in field.get_interfaces():
        raise SystemExit("the field Name has no text")


def check_names(frame):
    # A control that goes while it is asked has no name either: look again.
    for _ in range(5):
        silent = unnamed_controls(frame)
        if not silent:
            return
        time.sleep(1)
    raise SystemExit(f"controls without a name: {silent}")


def main():
    folder = tempfile.mkdtemp(prefix="nachweis-atspi-")
    env = dict(os.environ, XDG_STATE_HOME=folder, XDG_DATA_HOME=folder, LANGUAGE="en", GTK_A11Y="atspi")
    register = os.path.join(folder, "test.nachweis")
    child = None
    try:
        subprocess.run([sys.argv[2], "init", register, "--organisation", "Muster GmbH"], env=env, check=True)
        subprocess.run([sys.argv[2], "add", register, "vendor", "name=Alpha AG"], env=env, check=True, stdout=subprocess.DEVNULL)
        child = subprocess.Popen([sys.argv[1], register], env=dict(env, G_DEBUG=STRICT))
        check(wait_for("the program", lambda: program(child.pid)))
        if child.poll() is not None:
            raise SystemExit("the program ended by itself")
        print("1..1\nok 1 screen-reader")
    finally:
        if child is not None:
            child.terminate()
            child.wait()
        shutil.rmtree(folder, ignore_errors=True)


main()
