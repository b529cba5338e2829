/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Undo, redo and drafts: how a form edits a record. */

static NwChange *
change_of (Register *r, NwRecord *record, const char *field, const char *text)
{
  NwChange *change = nw_change_new ();

  set_text (r->store, nw_change_edit (change, record), record, field, text);
  return change;
}

static void
record_edit (NwJournal *journal, NwChange *change, const char *label)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nw_journal_commit (journal, change, label, &error));
  g_assert_no_error (error);
}

static void
undo (NwJournal *journal)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nw_journal_undo (journal, &error));
  g_assert_no_error (error);
}

static void
redo (NwJournal *journal)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nw_journal_redo (journal, &error));
  g_assert_no_error (error);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_edit (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", "city", "Bonn", NULL);
  guint notified = 0;

  g_signal_connect (journal, "notify::can-undo", G_CALLBACK (count_cb), &notified);
  g_assert_false (nw_journal_can_undo (journal) || nw_journal_can_redo (journal));
  record_edit (journal, change_of (r, vendor, "city", "Ulm"), "City changed");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpstr (nw_journal_undo_label (journal), ==, "City changed");
  record_edit (journal, change_of (r, vendor, "city", "Jena"), "Again");
  undo (journal);
  assert_text (r->store, vendor, "city", "Ulm");
  undo (journal);
  assert_text (r->store, vendor, "city", "Bonn");
  g_assert_false (nw_journal_can_undo (journal));
  redo (journal);
  redo (journal);
  assert_text (r->store, vendor, "city", "Jena");
  g_assert_null (nw_journal_redo_label (journal));
  undo (journal);
  record_edit (journal, change_of (r, vendor, "city", "Gera"), "Other way");
  g_assert_false (nw_journal_can_redo (journal));
  record_edit (journal, change_of (r, vendor, "city", "Gera"), "Nothing");
  g_assert_cmpstr (nw_journal_undo_label (journal), ==, "Other way");
  g_assert_cmpint (nw_record_get_revision (vendor), ==, 9);
  assert_sound (r->store);
}

/* Creating is undone by the deletion mark, parts and all. */
static void
test_create (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  NwChange *change = nw_change_new ();
  g_autoptr (NwRecord) dpa = NULL;
  g_autoptr (NwRecord) later = NULL;

  set_text (r->store, nw_change_create (change, &nw_dpa, NULL), NULL, "vendor", "V-0001");
  record_edit (journal, change, "DPA added");
  dpa = nw_store_find (r->store, &nw_dpa, "AVV-0001", NULL);
  later = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Sub", NULL);
  undo (journal);
  g_assert_true (nw_record_is_deleted (dpa) && nw_record_is_deleted (later));
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 0);
  redo (journal);
  g_assert_false (nw_record_is_deleted (dpa) || nw_record_is_deleted (later));
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 28);
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa), ==, 1);
  undo (journal);
  redo (journal);
  assert_sound (r->store);
}

static void
test_delete (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) item = nw_store_find (r->store, &nw_dpa_item, "AVV-0001/V05", NULL);
  NwChange *change = nw_change_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mark (r->store, item, NW_MARK_DELETE, &error));
  nw_change_row_mark (nw_change_edit (change, dpa), NW_MARK_DELETE);
  record_edit (journal, change, "DPA removed");
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 0);
  undo (journal);
  g_assert_false (nw_record_is_deleted (dpa));
  g_assert_true (nw_record_is_deleted (item));
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 27);
  redo (journal);
  g_assert_true (nw_record_is_deleted (dpa));
  assert_sound (r->store);
}

static void
test_links (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) a = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) b = make (r->store, &nw_vendor, "name", "Beta", NULL);
  g_autoptr (NwRecord) risk = make (r->store, &nw_risk, "title", "R", "vendors", "V-0001", NULL);

  record_edit (journal, change_of (r, risk, "vendors", "V-0002;V-0001"), "Linked");
  assert_text (r->store, risk, "vendors", "V-0001;V-0002");
  record_edit (journal, change_of (r, risk, "vendors", ""), "Unlinked");
  undo (journal);
  assert_text (r->store, risk, "vendors", "V-0001;V-0002");
  undo (journal);
  assert_text (r->store, risk, "vendors", "V-0001");
  redo (journal);
  assert_text (r->store, risk, "vendors", "V-0001;V-0002");
  assert_sound (r->store);
}

/* What others did to other fields stays; what they did to this one stops it. */
static void
test_moved_on (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (GError) error = NULL;

  record_edit (journal, change_of (r, vendor, "city", "Ulm"), "City");
  edit_good (r->store, vendor, "street", "Weg 1");
  undo (journal);
  assert_text (r->store, vendor, "city", "");
  assert_text (r->store, vendor, "street", "Weg 1");
  redo (journal);
  edit_good (r->store, vendor, "city", "Jena");
  g_assert_false (nw_journal_undo (journal, &error));
  assert_invalid (&error, "cannot be undone any more");
  g_assert_true (nw_journal_can_undo (journal));
  assert_text (r->store, vendor, "city", "Jena");
  edit_good (r->store, vendor, "city", "Ulm");
  undo (journal);
  assert_text (r->store, vendor, "city", "");
  assert_sound (r->store);
}

static void
last_cb (const NwHistoryLine *line, gpointer data)
{
  char **last = data;

  g_free (*last);
  *last = g_strdup_printf ("%s|%s|%s|%s|%s|%s", line->code, line->actor, line->why, line->field, line->before, line->after);
}

static void
test_history (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", "city", "Bonn", NULL);
  g_autofree char *last = NULL;

  nw_journal_set_actor (journal, "Bert");
  record_edit (journal, change_of (r, vendor, "city", "Ulm"), "City");
  undo (journal);
  g_assert_true (nw_store_history (r->store, &nw_vendor, nw_record_get_uuid (vendor), G_MININT64, G_MAXINT64, last_cb, &last, NULL));
  g_assert_cmpstr (last, ==, "V-0001|Bert|undo: City|city|Ulm|Bonn");
}

typedef struct
{
  NwJournal *journal;
  NwRecord  *record;
  NwDraft   *draft;
  guint      changed;
} Form;

static void
changed_cb (NwDraft *draft, guint field, Form *form)
{
  form->changed++;
}

static void
form_up (Form *form, Register *r)
{
  form->journal = nw_journal_new (r->store);
  form->record = make (r->store, &nw_vendor, "name", "Alpha", "impact", "3", "country", "DE", NULL);
  form->draft = nw_draft_new (form->journal, r->store, form->record);
  g_signal_connect (form->draft, "changed", G_CALLBACK (changed_cb), form);
}

static void
form_clear (Form *form)
{
  g_assert_finalize_object (form->draft);
  g_assert_finalize_object (form->journal);
  g_assert_finalize_object (form->record);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

#define AT(name) field_of (&nw_vendor, name)

/* An error stays beside its field until it is mended. */
static void
test_draft (Register *r, gconstpointer unused)
{
  g_auto (Form) form = { 0 };

  form_up (&form, r);
  g_assert_true (nw_draft_get_record (form.draft) == form.record);
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("impact")), ==, "3");
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("city")), ==, "");
  g_assert_false (nw_draft_set_text (form.draft, AT ("impact"), "9"));
  g_assert_cmpuint (form.changed, ==, 1);
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("impact")), ==, "9");
  g_assert_cmpstr (nw_draft_get_error (form.draft, AT ("impact")), ==, "“9” is outside 0 to 4: write a number in that range");
  assert_text (r->store, form.record, "impact", "3");
  g_assert_true (nw_draft_set_text (form.draft, AT ("city"), " Ulm "));
  assert_text (r->store, form.record, "city", "Ulm");
  g_assert_nonnull (nw_draft_get_error (form.draft, AT ("impact")));
  g_assert_true (nw_draft_set_text (form.draft, AT ("impact"), "4"));
  g_assert_null (nw_draft_get_error (form.draft, AT ("impact")));
  assert_text (r->store, form.record, "impact", "4");
  undo (form.journal);
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("impact")), ==, "3");
  undo (form.journal);
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("city")), ==, "");
  g_assert_false (nw_journal_can_undo (form.journal));
}

/* Typing the old text again takes the error away; a required field stays. */
static void
test_draft_back (Register *r, gconstpointer unused)
{
  g_auto (Form) form = { 0 };

  form_up (&form, r);
  g_assert_false (nw_draft_set_text (form.draft, AT ("country"), "Deutschland"));
  g_assert_true (nw_draft_set_text (form.draft, AT ("country"), "DE"));
  g_assert_null (nw_draft_get_error (form.draft, AT ("country")));
  g_assert_false (nw_draft_set_text (form.draft, AT ("name"), ""));
  g_assert_cmpstr (nw_draft_get_error (form.draft, AT ("name")), ==, "this field must not be empty");
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("name")), ==, "");
  assert_text (r->store, form.record, "name", "Alpha");
  g_assert_true (nw_draft_set_text (form.draft, AT ("name"), "Alpha"));
  g_assert_false (nw_journal_can_undo (form.journal));
  g_assert_cmpint (nw_record_get_revision (form.record), ==, 1);
}

/* What others commit to the record shows at once, but not over an error. */
static void
test_draft_others (Register *r, gconstpointer unused)
{
  g_auto (Form) form = { 0 };
  g_auto (NwValue) two = nw_value_number (2);

  form_up (&form, r);
  g_assert_false (nw_draft_set_text (form.draft, AT ("impact"), "x"));
  edit_good (r->store, form.record, "city", "Ulm");
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("city")), ==, "Ulm");
  edit_good (r->store, form.record, "impact", "1");
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("impact")), ==, "x");
  g_assert_true (nw_draft_set_value (form.draft, AT ("impact"), &two));
  g_assert_cmpstr (nw_draft_get_text (form.draft, AT ("impact")), ==, "2");
  assert_sound (r->store);
}

/* Every field of every kind shows a text that it would take again. */
static void
test_draft_all (Register *r, gconstpointer unused)
{
  guint n, fields = 0;
  const NwEntity *const *entities = nw_registry (&n);
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (NwRecord) record = generate_full (r->store, entities[e]);
      g_autoptr (NwDraft) draft = nw_draft_new (journal, r->store, record);

      for (guint i = 0; i < nw_entity_n_fields (entities[e]); i++)
        {
          const NwField *field = nw_entity_get_field (entities[e], i);
          g_autofree char *text = g_strdup (nw_draft_get_text (draft, i));
          g_auto (NwValue) value = NW_VALUE_NONE;
          g_autoptr (GError) error = NULL;
          gboolean picked = field->kind == &NW_PERCENT || field->kind == &NW_CHOICE || field->kind == &NW_SET;

          if (!nw_field_is_typed (field))
            continue;
          g_assert_true (nw_draft_set_text (draft, i, text));
          nw_store_parse (r->store, field, text, picked ? NW_FORM_MACHINE : NW_FORM_PEOPLE, &value, &error);
          if (error != NULL)
            g_error ("%s.%s: %s", entities[e]->name, field->name, error->message);
          if (field->kind != &NW_INSTANT) /* shown without seconds */
            g_assert_true (nw_value_equal (&value, nw_record_get_cell (record, i)));
          fields++;
        }
      g_assert_cmpint (nw_record_get_revision (record), ==, 1);
    }
  g_test_message ("%u fields", fields);
  g_assert_false (nw_journal_can_undo (journal));
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  REGISTER ("/edit/edit", test_edit);
  REGISTER ("/edit/create", test_create);
  REGISTER ("/edit/delete", test_delete);
  REGISTER ("/edit/links", test_links);
  REGISTER ("/edit/moved-on", test_moved_on);
  REGISTER ("/edit/history", test_history);
  REGISTER ("/edit/draft", test_draft);
  REGISTER ("/edit/draft-back", test_draft_back);
  REGISTER ("/edit/draft-others", test_draft_others);
  REGISTER ("/edit/draft-all", test_draft_all);
  return g_test_run ();
}
