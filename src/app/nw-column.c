/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-column.h"

#define NW_TYPE_CELLS (nw_cells_get_type ())
G_DECLARE_FINAL_TYPE (NwCells, nw_cells, NW, CELLS, GObject)

/* The bound cells of one column, so that a commit can refresh them all: a
 * cell may show the title of another record, or what was computed from it. */
struct _NwCells
{
  GObject parent_instance;

  NwSession *session;
  guint      field;
  guint      chars;
  gboolean   is_number;
  GPtrArray *bound; /* of GtkListItem, borrowed */
};

G_DEFINE_FINAL_TYPE (NwCells, nw_cells, G_TYPE_OBJECT)

static void
nw_cells_finalize (GObject *object)
{
  NwCells *self = NW_CELLS (object);

  g_ptr_array_unref (self->bound);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nw_cells_parent_class)->finalize (object);
}

static void
nw_cells_class_init (NwCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_cells_finalize;
}

static void
nw_cells_init (NwCells *self)
{
  self->bound = g_ptr_array_new ();
}

static void
refresh_cell (NwCells *self, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GObject *record = gtk_list_item_get_item (item);
  g_autofree char *text = NULL;

  if (!NW_IS_RECORD (record))
    return;
  text = nw_session_display (self->session, NW_RECORD (record), self->field);
  g_strdelimit (text, "\r\n\t", ' ');
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (nw_record_is_deleted (NW_RECORD (record)))
    gtk_widget_add_css_class (cell, "deleted");
  else
    gtk_widget_remove_css_class (cell, "deleted");
}

static void
session_changed_cb (NwCells *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    refresh_cell (self, g_ptr_array_index (self->bound, i));
}

/* Width that values of @field usually need, in characters. */
guint
nw_column_get_chars (const NwField *field)
{
  static const struct { const NwKind *kind; guint chars; } table[] = {
    { &NW_DATE, 11 }, { &NW_INSTANT, 16 }, { &NW_INT, 8 }, { &NW_MONEY, 13 }, { &NW_DECIMAL, 9 }, { &NW_PERCENT, 9 },
    { &NW_BOOL, 7 }, { &NW_MINUTES, 8 }, { &NW_COUNTRY, 6 }, { &NW_CHOICE, 16 }, { &NW_NOTE, 32 }, { &NW_REF, 22 },
  };

  if (field->flags & NW_TITLE)
    return 28;
  if (field->flags & NW_COMMON && field->kind == &NW_TEXT)
    return 9;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].kind == field->kind)
      return table[i].chars;
  return 18;
}

static gboolean
is_number (const NwField *field)
{
  return field->kind == &NW_INT || field->kind == &NW_MONEY || field->kind == &NW_DECIMAL
         || field->kind == &NW_PERCENT || field->kind == &NW_MINUTES;
}

static void
setup_cb (NwCells *self, GtkListItem *item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), MIN (self->chars, 12));
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), self->chars);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), self->is_number ? 1.0 : 0.0);
  if (self->is_number)
    gtk_widget_add_css_class (cell, "numeric");
  /* So that a click on a cell can say which row it hit. */
  g_object_set_data (G_OBJECT (cell), "nw-item", item);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (NwCells *self, GtkListItem *item)
{
  g_ptr_array_add (self->bound, item);
  refresh_cell (self, item);
}

static void
unbind_cb (NwCells *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static GtkListItemFactory *
make_factory (NwSession *session, const NwField *field, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  NwCells *cells = g_object_new (NW_TYPE_CELLS, NULL);

  cells->session = g_object_ref (session);
  cells->field = index;
  cells->chars = nw_column_get_chars (field);
  cells->is_number = is_number (field);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), cells, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), cells, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), cells, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), cells, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (factory), "nw-cells", cells, g_object_unref);
  return factory;
}

/* The list sorts itself, by keys. The sorters of the columns only answer the
 * question which header was clicked: the first one asked notes its field. */
typedef struct
{
  guint field;
} Probe;

static int probed_field = -1;

static int
probe (gconstpointer a, gconstpointer b, gpointer data)
{
  const Probe *self = data;

  if (probed_field < 0)
    probed_field = (int) self->field;
  return GTK_ORDERING_SMALLER;
}

/**
 * nw_column_ask_order:
 * @sorter: that of a column view
 * @field: (out): the field of the column that orders the rows
 *
 * Stands for gtk_column_view_sorter_get_primary_sort_column(), which GTK 4.8
 * lacks.
 *
 * Returns: whether any column orders the rows
 */
gboolean
nw_column_ask_order (GtkSorter *sorter, guint *field, gboolean *descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);

  probed_field = -1;
  *descending = gtk_sorter_compare (sorter, a, b) == GTK_ORDERING_LARGER;
  if (probed_field < 0)
    return FALSE;
  *field = (guint) probed_field;
  return TRUE;
}

/* Returns: (transfer full): the column that shows @field */
GtkColumnViewColumn *
nw_column_new (NwSession *session, const NwEntity *entity, guint field)
{
  const NwField *described = nw_entity_get_field (entity, field);
  GtkColumnViewColumn *column = gtk_column_view_column_new (nw_field_label (described),
                                                            make_factory (session, described, field));
  Probe *data = g_new (Probe, 1);
  GtkSorter *sorter;

  data->field = field;
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe, data, g_free));
  gtk_column_view_column_set_sorter (column, sorter);
  g_object_unref (sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, (described->flags & NW_TITLE) != 0);
  g_object_set_data (G_OBJECT (column), "nw-field", GUINT_TO_POINTER (field + 1));
  return column;
}

guint
nw_column_get_field (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "nw-field")) - 1;
}
