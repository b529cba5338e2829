CREATE TABLE "person" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "email" TEXT,
  "phone" TEXT,
  "department" TEXT,
  "roles" TEXT,
  "active_from" TEXT,
  "active_to" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "organisation" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "legal_form" TEXT,
  "street" TEXT,
  "postcode" TEXT,
  "city" TEXT,
  "country" TEXT,
  "land" TEXT,
  "sector" TEXT,
  "headcount" INTEGER,
  "website" TEXT,
  "isms_scope" TEXT,
  "nis2_status" TEXT,
  "nis2_checked_on" TEXT,
  "currency" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "legal_parameter" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "key" TEXT NOT NULL,
  "value" TEXT,
  "unit" TEXT,
  "valid_from" TEXT,
  "valid_to" TEXT,
  "source" TEXT,
  "checked_on" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "holiday" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "land" TEXT,
  "date" TEXT NOT NULL,
  "name_de" TEXT,
  "name_en" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "framework" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "version" TEXT,
  "publisher" TEXT,
  "kind" TEXT,
  "language" TEXT,
  "licence" TEXT,
  "source" TEXT,
  "imported_on" TEXT,
  "source_sha256" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "requirement" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "framework" INTEGER NOT NULL REFERENCES "framework" (id) DEFERRABLE INITIALLY DEFERRED,
  "parent" INTEGER REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  "reference" TEXT NOT NULL,
  "title_en" TEXT,
  "title_de" TEXT,
  "statement" TEXT,
  "guidance" TEXT,
  "assessable" INTEGER,
  "documented" INTEGER,
  "role" TEXT,
  "theme" TEXT,
  "control_type" TEXT,
  "security_property" TEXT,
  "concept" TEXT,
  "capability" TEXT,
  "domain" TEXT,
  "evidence_hint_en" TEXT,
  "evidence_hint_de" TEXT,
  "position" INTEGER,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "requirement_unique" ON "requirement" ("framework", "reference");

CREATE INDEX "requirement_framework_index" ON "requirement" ("framework");

CREATE INDEX "requirement_parent_index" ON "requirement" ("parent");

CREATE TABLE "mapping" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "source" INTEGER NOT NULL REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  "target" INTEGER NOT NULL REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  "relation" TEXT,
  "origin" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "mapping_unique" ON "mapping" ("source", "target");

CREATE INDEX "mapping_source_index" ON "mapping" ("source");

CREATE INDEX "mapping_target_index" ON "mapping" ("target");

CREATE TABLE "evidence" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "sha256" TEXT,
  "size" INTEGER,
  "media_type" TEXT,
  "file_name" TEXT,
  "url" TEXT,
  "collected_on" TEXT,
  "period_from" TEXT,
  "period_to" TEXT,
  "cycle_months" INTEGER,
  "valid_until" TEXT,
  "confidentiality" TEXT,
  "source" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "evidence_owner_index" ON "evidence" ("owner");

CREATE INDEX "evidence_deputy_index" ON "evidence" ("deputy");

CREATE TABLE "vendor" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "group_name" TEXT,
  "legal_form" TEXT,
  "street" TEXT,
  "postcode" TEXT,
  "city" TEXT,
  "country" TEXT,
  "parent_country" TEXT,
  "website" TEXT,
  "vendor_kind" TEXT,
  "status" TEXT,
  "contact_name" TEXT,
  "contact_email" TEXT,
  "impact" INTEGER,
  "data_sensitivity" INTEGER,
  "access_level" INTEGER,
  "replaceability" INTEGER,
  "regulatory_weight" INTEGER,
  "spend_share" INTEGER,
  "tier_override" INTEGER,
  "tier_reason" TEXT,
  "outsourcing" INTEGER,
  "critical_function" INTEGER,
  "last_review" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "vendor_owner_index" ON "vendor" ("owner");

CREATE INDEX "vendor_deputy_index" ON "vendor" ("deputy");

CREATE TABLE "service" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "vendor" INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT NOT NULL,
  "category" TEXT,
  "deployment" TEXT,
  "hosting_country" TEXT,
  "hosting_region" TEXT,
  "access_countries" TEXT,
  "personal_data" TEXT,
  "critical" INTEGER,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "service_vendor_index" ON "service" ("vendor");

CREATE INDEX "service_owner_index" ON "service" ("owner");

CREATE INDEX "service_deputy_index" ON "service" ("deputy");

CREATE TABLE "certificate" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "standard" TEXT,
  "number" TEXT,
  "issuer" TEXT,
  "accredited" INTEGER,
  "scope" TEXT,
  "issued_on" TEXT,
  "valid_until" TEXT,
  "period_from" TEXT,
  "period_to" TEXT,
  "qualified" INTEGER,
  "bridge_letter_until" TEXT,
  "document" INTEGER REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "certificate_vendor_index" ON "certificate" ("vendor");

CREATE INDEX "certificate_document_index" ON "certificate" ("document");

CREATE INDEX "certificate_owner_index" ON "certificate" ("owner");

CREATE INDEX "certificate_deputy_index" ON "certificate" ("deputy");

CREATE TABLE "risk" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "scenario" TEXT,
  "asset" TEXT,
  "threat" TEXT,
  "vulnerability" TEXT,
  "likelihood" INTEGER,
  "impact_c" INTEGER,
  "impact_i" INTEGER,
  "impact_a" INTEGER,
  "impact_legal" INTEGER,
  "impact_money" INTEGER,
  "current_likelihood" INTEGER,
  "current_impact" INTEGER,
  "target_likelihood" INTEGER,
  "target_impact" INTEGER,
  "treatment" TEXT,
  "treatment_plan" TEXT,
  "treatment_due" TEXT,
  "accepted_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "accepted_on" TEXT,
  "next_review" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "risk_accepted_by_index" ON "risk" ("accepted_by");

CREATE TABLE "risk__controls" (
  source INTEGER NOT NULL REFERENCES "risk" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "risk__controls_index" ON "risk__controls" ("target");

CREATE TABLE "risk__vendors" (
  source INTEGER NOT NULL REFERENCES "risk" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "risk__vendors_index" ON "risk__vendors" ("target");

CREATE INDEX "risk_owner_index" ON "risk" ("owner");

CREATE INDEX "risk_deputy_index" ON "risk" ("deputy");

CREATE TABLE "assessment" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "requirement" INTEGER NOT NULL REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  "applicable" TEXT,
  "reasons_in" TEXT,
  "reason_in" TEXT,
  "reason_out" TEXT,
  "status" TEXT,
  "maturity" INTEGER,
  "target_maturity" INTEGER,
  "implementation" TEXT,
  "last_review" TEXT,
  "next_review" TEXT,
  "review_cycle_months" INTEGER,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "assessment_unique" ON "assessment" ("requirement");

CREATE INDEX "assessment_requirement_index" ON "assessment" ("requirement");

CREATE TABLE "assessment__evidence" (
  source INTEGER NOT NULL REFERENCES "assessment" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "assessment__evidence_index" ON "assessment__evidence" ("target");

CREATE TABLE "assessment__risks" (
  source INTEGER NOT NULL REFERENCES "assessment" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "risk" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "assessment__risks_index" ON "assessment__risks" ("target");

CREATE TABLE "assessment__vendors" (
  source INTEGER NOT NULL REFERENCES "assessment" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "assessment__vendors_index" ON "assessment__vendors" ("target");

CREATE INDEX "assessment_owner_index" ON "assessment" ("owner");

CREATE INDEX "assessment_deputy_index" ON "assessment" ("deputy");

CREATE TABLE "soa_version" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "version" INTEGER NOT NULL,
  "approved_on" TEXT,
  "approved_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "scope" TEXT,
  "snapshot" TEXT,
  "sha256" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "soa_version_unique" ON "soa_version" ("version");

CREATE INDEX "soa_version_approved_by_index" ON "soa_version" ("approved_by");

CREATE TABLE "policy" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "version" TEXT,
  "approved_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "approved_on" TEXT,
  "next_review" TEXT,
  "audience" TEXT,
  "acknowledgement_percent" TEXT,
  "document" INTEGER REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "policy_approved_by_index" ON "policy" ("approved_by");

CREATE INDEX "policy_document_index" ON "policy" ("document");

CREATE INDEX "policy_owner_index" ON "policy" ("owner");

CREATE INDEX "policy_deputy_index" ON "policy" ("deputy");

CREATE TABLE "task" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "cycle_months" INTEGER,
  "last_done" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "task__evidence" (
  source INTEGER NOT NULL REFERENCES "task" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "task__evidence_index" ON "task__evidence" ("target");

CREATE INDEX "task_owner_index" ON "task" ("owner");

CREATE INDEX "task_deputy_index" ON "task" ("deputy");

CREATE TABLE "training" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "topic" TEXT NOT NULL,
  "audience" TEXT,
  "due_persons" INTEGER,
  "valid_persons" INTEGER,
  "cycle_months" INTEGER,
  "last_held" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "training_owner_index" ON "training" ("owner");

CREATE INDEX "training_deputy_index" ON "training" ("deputy");

CREATE TABLE "audit" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "framework" INTEGER REFERENCES "framework" (id) DEFERRABLE INITIALLY DEFERRED,
  "scope" TEXT,
  "criteria" TEXT,
  "method" TEXT,
  "auditor" TEXT,
  "auditor_person" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "starts_on" TEXT,
  "ends_on" TEXT,
  "status" TEXT,
  "result" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "audit_framework_index" ON "audit" ("framework");

CREATE INDEX "audit_auditor_person_index" ON "audit" ("auditor_person");

CREATE TABLE "audit__requirements" (
  source INTEGER NOT NULL REFERENCES "audit" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "audit__requirements_index" ON "audit__requirements" ("target");

CREATE TABLE "audit__evidence" (
  source INTEGER NOT NULL REFERENCES "audit" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "audit__evidence_index" ON "audit__evidence" ("target");

CREATE INDEX "audit_owner_index" ON "audit" ("owner");

CREATE INDEX "audit_deputy_index" ON "audit" ("deputy");

CREATE TABLE "contract" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "vendor" INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "parent" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT,
  "contract_type" TEXT,
  "governing_law" TEXT,
  "signed_on" TEXT,
  "starts_on" TEXT,
  "start_mode" TEXT,
  "initial_term_months" INTEGER,
  "ends_on" TEXT,
  "minimum_term_months" INTEGER,
  "renewal" TEXT,
  "renewal_months" INTEGER,
  "notice_value" INTEGER,
  "notice_unit" TEXT,
  "notice_mode" TEXT,
  "end_kind" TEXT,
  "notice_form" TEXT,
  "notice_address" TEXT,
  "recipient_land" TEXT,
  "internal_lead_days" INTEGER,
  "price_model" TEXT,
  "currency" TEXT,
  "annual_value" INTEGER,
  "price_clause" TEXT,
  "index_base" TEXT,
  "index_cap_percent" TEXT,
  "liability_cap" INTEGER,
  "liability_note" TEXT,
  "insurance_note" TEXT,
  "support_level" TEXT,
  "support_hours" TEXT,
  "cost_category" TEXT,
  "capex_opex" TEXT,
  "data_act" TEXT,
  "notice_sent_on" TEXT,
  "notice_received_on" TEXT,
  "notice_confirmed_on" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "contract_vendor_index" ON "contract" ("vendor");

CREATE INDEX "contract_parent_index" ON "contract" ("parent");

CREATE TABLE "contract__evidence" (
  source INTEGER NOT NULL REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "contract__evidence_index" ON "contract__evidence" ("target");

CREATE INDEX "contract_owner_index" ON "contract" ("owner");

CREATE INDEX "contract_deputy_index" ON "contract" ("deputy");

CREATE TABLE "price_tier" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER NOT NULL REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "from_unit" INTEGER,
  "to_unit" INTEGER,
  "unit_price" INTEGER,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "price_tier_contract_index" ON "price_tier" ("contract");

CREATE TABLE "cost_line" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER NOT NULL REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "label" TEXT NOT NULL,
  "kind" TEXT,
  "amount" INTEGER,
  "growth_percent" TEXT,
  "capex_opex" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "cost_line_contract_index" ON "cost_line" ("contract");

CREATE TABLE "finding" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "audit" INTEGER REFERENCES "audit" (id) DEFERRABLE INITIALLY DEFERRED,
  "requirement" INTEGER REFERENCES "requirement" (id) DEFERRABLE INITIALLY DEFERRED,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "contract" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT,
  "statement" TEXT,
  "objective_evidence" TEXT,
  "found_on" TEXT,
  "due_on" TEXT,
  "state" TEXT,
  "root_cause" TEXT,
  "similar_elsewhere" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "finding_audit_index" ON "finding" ("audit");

CREATE INDEX "finding_requirement_index" ON "finding" ("requirement");

CREATE INDEX "finding_vendor_index" ON "finding" ("vendor");

CREATE INDEX "finding_contract_index" ON "finding" ("contract");

CREATE INDEX "finding_owner_index" ON "finding" ("owner");

CREATE INDEX "finding_deputy_index" ON "finding" ("deputy");

CREATE TABLE "action" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "finding" INTEGER REFERENCES "finding" (id) DEFERRABLE INITIALLY DEFERRED,
  "risk" INTEGER REFERENCES "risk" (id) DEFERRABLE INITIALLY DEFERRED,
  "assigned" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "due_on" TEXT,
  "done_on" TEXT,
  "effectiveness_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "effectiveness_on" TEXT,
  "effective" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "action_finding_index" ON "action" ("finding");

CREATE INDEX "action_risk_index" ON "action" ("risk");

CREATE INDEX "action_assigned_index" ON "action" ("assigned");

CREATE INDEX "action_effectiveness_by_index" ON "action" ("effectiveness_by");

CREATE TABLE "action__evidence" (
  source INTEGER NOT NULL REFERENCES "action" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "action__evidence_index" ON "action__evidence" ("target");

CREATE INDEX "action_owner_index" ON "action" ("owner");

CREATE INDEX "action_deputy_index" ON "action" ("deputy");

CREATE TABLE "management_review" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "held_on" TEXT NOT NULL,
  "participants" TEXT,
  "input_a" TEXT,
  "input_b" TEXT,
  "input_c" TEXT,
  "input_d1" TEXT,
  "input_d2" TEXT,
  "input_d3" TEXT,
  "input_d4" TEXT,
  "input_e" TEXT,
  "input_f" TEXT,
  "input_g" TEXT,
  "decisions" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "management_review_owner_index" ON "management_review" ("owner");

CREATE INDEX "management_review_deputy_index" ON "management_review" ("deputy");

CREATE TABLE "processing_activity" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "our_role" TEXT,
  "client" TEXT,
  "joint_controllers" TEXT,
  "purposes" TEXT,
  "legal_basis" TEXT,
  "data_subjects" TEXT,
  "data_categories" TEXT,
  "special_categories" INTEGER,
  "recipients" TEXT,
  "third_countries" TEXT,
  "safeguards" TEXT,
  "erasure_periods" TEXT,
  "toms" TEXT,
  "systems" TEXT,
  "dpia_needed" TEXT,
  "dpia_on" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE TABLE "processing_activity__dpas" (
  source INTEGER NOT NULL REFERENCES "processing_activity" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "dpa" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "processing_activity__dpas_index" ON "processing_activity__dpas" ("target");

CREATE INDEX "processing_activity_owner_index" ON "processing_activity" ("owner");

CREATE INDEX "processing_activity_deputy_index" ON "processing_activity" ("deputy");

CREATE TABLE "dpa" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "vendor" INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "contract" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT,
  "our_role" TEXT,
  "status" TEXT,
  "requested_on" TEXT,
  "signed_on" TEXT,
  "service_starts_on" TEXT,
  "ended_on" TEXT,
  "deletion_confirmed_on" TEXT,
  "form" TEXT,
  "scc_module" TEXT,
  "scc_version" TEXT,
  "special_categories" INTEGER,
  "breach_notice_hours" INTEGER,
  "breach_notice_wording" TEXT,
  "objection_days" INTEGER,
  "toms_dated_on" TEXT,
  "last_control_on" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "dpa_vendor_index" ON "dpa" ("vendor");

CREATE INDEX "dpa_contract_index" ON "dpa" ("contract");

CREATE TABLE "dpa__evidence" (
  source INTEGER NOT NULL REFERENCES "dpa" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "dpa__evidence_index" ON "dpa__evidence" ("target");

CREATE TABLE "dpa__processing" (
  source INTEGER NOT NULL REFERENCES "dpa" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "processing_activity" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "dpa__processing_index" ON "dpa__processing" ("target");

CREATE INDEX "dpa_owner_index" ON "dpa" ("owner");

CREATE INDEX "dpa_deputy_index" ON "dpa" ("deputy");

CREATE TABLE "dpa_item" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "dpa" INTEGER NOT NULL REFERENCES "dpa" (id) DEFERRABLE INITIALLY DEFERRED,
  "item" TEXT NOT NULL,
  "state" TEXT,
  "clause_reference" TEXT,
  "remark" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "dpa_item_unique" ON "dpa_item" ("dpa", "item");

CREATE INDEX "dpa_item_dpa_index" ON "dpa_item" ("dpa");

CREATE TABLE "recipient" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "dpa" INTEGER NOT NULL REFERENCES "dpa" (id) DEFERRABLE INITIALLY DEFERRED,
  "parent" INTEGER REFERENCES "recipient" (id) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT NOT NULL,
  "address" TEXT,
  "contact" TEXT,
  "country" TEXT,
  "parent_country" TEXT,
  "purpose" TEXT,
  "data" TEXT,
  "access_from_countries" TEXT,
  "instrument" TEXT,
  "scc_module" TEXT,
  "annexes_complete" INTEGER,
  "tia_on" TEXT,
  "tia_result" TEXT,
  "dpf_active" INTEGER,
  "dpf_hr" INTEGER,
  "dpf_until" TEXT,
  "derogation_note" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "recipient_dpa_index" ON "recipient" ("dpa");

CREATE INDEX "recipient_parent_index" ON "recipient" ("parent");

CREATE TABLE "recipient_change" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "dpa" INTEGER NOT NULL REFERENCES "dpa" (id) DEFERRABLE INITIALLY DEFERRED,
  "announced_on" TEXT,
  "text" TEXT,
  "decision" TEXT,
  "decided_on" TEXT,
  "decided_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "recipient_change_dpa_index" ON "recipient_change" ("dpa");

CREATE INDEX "recipient_change_decided_by_index" ON "recipient_change" ("decided_by");

CREATE TABLE "sla" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER NOT NULL REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT NOT NULL,
  "metric" TEXT,
  "target" TEXT,
  "target_text" TEXT,
  "unit" TEXT,
  "direction" TEXT,
  "window" TEXT,
  "calendar_days" TEXT,
  "calendar_from" INTEGER,
  "calendar_to" INTEGER,
  "calendar_land" TEXT,
  "exclusion_mode" TEXT,
  "measured_by" TEXT,
  "aggregation" TEXT,
  "percentile" INTEGER,
  "monthly_fee" INTEGER,
  "claim_days" INTEGER,
  "monthly_cap_percent" TEXT,
  "yearly_cap_percent" TEXT,
  "chronic_kind" TEXT,
  "chronic_n" INTEGER,
  "chronic_m" INTEGER,
  "chronic_floor" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "sla_contract_index" ON "sla" ("contract");

CREATE INDEX "sla_owner_index" ON "sla" ("owner");

CREATE INDEX "sla_deputy_index" ON "sla" ("deputy");

CREATE TABLE "credit_band" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "sla" INTEGER NOT NULL REFERENCES "sla" (id) DEFERRABLE INITIALLY DEFERRED,
  "from_percent" TEXT,
  "credit_percent" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "credit_band_sla_index" ON "credit_band" ("sla");

CREATE TABLE "sla_measurement" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "sla" INTEGER NOT NULL REFERENCES "sla" (id) DEFERRABLE INITIALLY DEFERRED,
  "period" TEXT NOT NULL,
  "value" TEXT,
  "base_minutes" INTEGER,
  "down_minutes" INTEGER,
  "sample_count" INTEGER,
  "source" INTEGER REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  "remark" TEXT,
  "claimed_on" TEXT,
  "granted" INTEGER,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "sla_measurement_unique" ON "sla_measurement" ("sla", "period");

CREATE INDEX "sla_measurement_sla_index" ON "sla_measurement" ("sla");

CREATE INDEX "sla_measurement_source_index" ON "sla_measurement" ("source");

CREATE TABLE "outage" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "sla" INTEGER NOT NULL REFERENCES "sla" (id) DEFERRABLE INITIALLY DEFERRED,
  "begins_at" INTEGER NOT NULL,
  "ends_at" INTEGER,
  "cause" TEXT,
  "excluded" TEXT,
  "exclusion_reason" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "outage_sla_index" ON "outage" ("sla");

CREATE TABLE "exit_plan" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT NOT NULL,
  "approved_on" TEXT,
  "approved_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "alternative_vendor" TEXT,
  "alternative_assessed_on" TEXT,
  "cost_estimate" INTEGER,
  "cost_budgeted" INTEGER,
  "transition_days" INTEGER,
  "retrieval_days" INTEGER,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "exit_plan_contract_index" ON "exit_plan" ("contract");

CREATE INDEX "exit_plan_vendor_index" ON "exit_plan" ("vendor");

CREATE INDEX "exit_plan_approved_by_index" ON "exit_plan" ("approved_by");

CREATE INDEX "exit_plan_owner_index" ON "exit_plan" ("owner");

CREATE INDEX "exit_plan_deputy_index" ON "exit_plan" ("deputy");

CREATE TABLE "exit_clause" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER NOT NULL REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "clause" TEXT NOT NULL,
  "state" TEXT,
  "reference" TEXT,
  "days" INTEGER,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "exit_clause_unique" ON "exit_clause" ("contract", "clause");

CREATE INDEX "exit_clause_contract_index" ON "exit_clause" ("contract");

CREATE TABLE "exit_step" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "exit_plan" INTEGER NOT NULL REFERENCES "exit_plan" (id) DEFERRABLE INITIALLY DEFERRED,
  "step" TEXT NOT NULL,
  "title" TEXT,
  "days" INTEGER,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "exit_step_unique" ON "exit_step" ("exit_plan", "step");

CREATE INDEX "exit_step_exit_plan_index" ON "exit_step" ("exit_plan");

CREATE TABLE "exit_step__depends_on" (
  source INTEGER NOT NULL REFERENCES "exit_step" (id) DEFERRABLE INITIALLY DEFERRED,
  target INTEGER NOT NULL REFERENCES "exit_step" (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX "exit_step__depends_on_index" ON "exit_step__depends_on" ("target");

CREATE INDEX "exit_step_owner_index" ON "exit_step" ("owner");

CREATE INDEX "exit_step_deputy_index" ON "exit_step" ("deputy");

CREATE TABLE "exit_item" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "exit_plan" INTEGER NOT NULL REFERENCES "exit_plan" (id) DEFERRABLE INITIALLY DEFERRED,
  "item" TEXT NOT NULL,
  "score" TEXT,
  "remark" TEXT,
  "dated_on" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "exit_item_unique" ON "exit_item" ("exit_plan", "item");

CREATE INDEX "exit_item_exit_plan_index" ON "exit_item" ("exit_plan");

CREATE TABLE "exit_test" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "exit_plan" INTEGER NOT NULL REFERENCES "exit_plan" (id) DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT,
  "tested_on" TEXT,
  "scope" TEXT,
  "result" TEXT,
  "findings" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "exit_test_exit_plan_index" ON "exit_test" ("exit_plan");

CREATE TABLE "vendor_assessment" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "vendor" INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "assessed_on" TEXT,
  "questionnaire_version" TEXT,
  "status" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "vendor_assessment_vendor_index" ON "vendor_assessment" ("vendor");

CREATE INDEX "vendor_assessment_owner_index" ON "vendor_assessment" ("owner");

CREATE INDEX "vendor_assessment_deputy_index" ON "vendor_assessment" ("deputy");

CREATE TABLE "answer" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "vendor_assessment" INTEGER NOT NULL REFERENCES "vendor_assessment" (id) DEFERRABLE INITIALLY DEFERRED,
  "question" TEXT NOT NULL,
  "score" TEXT,
  "evidence" INTEGER REFERENCES "evidence" (id) DEFERRABLE INITIALLY DEFERRED,
  "remark" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "answer_unique" ON "answer" ("vendor_assessment", "question");

CREATE INDEX "answer_vendor_assessment_index" ON "answer" ("vendor_assessment");

CREATE INDEX "answer_evidence_index" ON "answer" ("evidence");

CREATE TABLE "renewal_review" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER NOT NULL REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "opened_on" TEXT,
  "price_change_points" TEXT,
  "benchmark" TEXT,
  "alternative_exists" INTEGER,
  "legal_block" INTEGER,
  "decided_proposal" TEXT,
  "decided_reasons" TEXT,
  "decision" TEXT,
  "decided_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "decided_on" TEXT,
  "deviation_reason" TEXT,
  "prepared_by" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "renewal_review_contract_index" ON "renewal_review" ("contract");

CREATE INDEX "renewal_review_decided_by_index" ON "renewal_review" ("decided_by");

CREATE INDEX "renewal_review_prepared_by_index" ON "renewal_review" ("prepared_by");

CREATE INDEX "renewal_review_owner_index" ON "renewal_review" ("owner");

CREATE INDEX "renewal_review_deputy_index" ON "renewal_review" ("deputy");

CREATE TABLE "business_case" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "contract" INTEGER REFERENCES "contract" (id) DEFERRABLE INITIALLY DEFERRED,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT NOT NULL,
  "rate_percent" TEXT,
  "flows" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "business_case_contract_index" ON "business_case" ("contract");

CREATE INDEX "business_case_vendor_index" ON "business_case" ("vendor");

CREATE INDEX "business_case_owner_index" ON "business_case" ("owner");

CREATE INDEX "business_case_deputy_index" ON "business_case" ("deputy");

CREATE TABLE "selection" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "locked_on" TEXT,
  "status" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "selection_owner_index" ON "selection" ("owner");

CREATE INDEX "selection_deputy_index" ON "selection" ("deputy");

CREATE TABLE "criterion" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "selection" INTEGER NOT NULL REFERENCES "selection" (id) DEFERRABLE INITIALLY DEFERRED,
  "title" TEXT NOT NULL,
  "weight" TEXT,
  "must" INTEGER,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "criterion_selection_index" ON "criterion" ("selection");

CREATE TABLE "offer" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "selection" INTEGER NOT NULL REFERENCES "selection" (id) DEFERRABLE INITIALLY DEFERRED,
  "vendor" INTEGER NOT NULL REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "price" INTEGER,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "offer_selection_index" ON "offer" ("selection");

CREATE INDEX "offer_vendor_index" ON "offer" ("vendor");

CREATE TABLE "rating" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "offer" INTEGER NOT NULL REFERENCES "offer" (id) DEFERRABLE INITIALLY DEFERRED,
  "criterion" INTEGER NOT NULL REFERENCES "criterion" (id) DEFERRABLE INITIALLY DEFERRED,
  "score" INTEGER,
  "remark" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE UNIQUE INDEX "rating_unique" ON "rating" ("offer", "criterion");

CREATE INDEX "rating_offer_index" ON "rating" ("offer");

CREATE INDEX "rating_criterion_index" ON "rating" ("criterion");

CREATE TABLE "reference_check" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "offer" INTEGER NOT NULL REFERENCES "offer" (id) DEFERRABLE INITIALLY DEFERRED,
  "contact" TEXT,
  "held_on" TEXT,
  "result" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "reference_check_offer_index" ON "reference_check" ("offer");

CREATE TABLE "proof_of_concept" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "offer" INTEGER NOT NULL REFERENCES "offer" (id) DEFERRABLE INITIALLY DEFERRED,
  "goal" TEXT,
  "held_on" TEXT,
  "result" TEXT,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "proof_of_concept_offer_index" ON "proof_of_concept" ("offer");

CREATE TABLE "request" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "received_on" TEXT NOT NULL,
  "kind" TEXT,
  "subject_reference" TEXT,
  "identity_checked_on" TEXT,
  "paused_from" TEXT,
  "paused_to" TEXT,
  "extended_on" TEXT,
  "extension_reason" TEXT,
  "answered_on" TEXT,
  "outcome" TEXT,
  "refusal_reason" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "request_owner_index" ON "request" ("owner");

CREATE INDEX "request_deputy_index" ON "request" ("deputy");

CREATE TABLE "incident" (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),
  revision INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  "code" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "severity" TEXT,
  "vendor" INTEGER REFERENCES "vendor" (id) DEFERRABLE INITIALLY DEFERRED,
  "occurred_at" INTEGER,
  "detected_at" INTEGER,
  "acknowledged_at" INTEGER,
  "contained_at" INTEGER,
  "remediated_at" INTEGER,
  "closed_at" INTEGER,
  "cause" TEXT,
  "lessons" TEXT,
  "cost" INTEGER,
  "revenue_effect" INTEGER,
  "personal_data" INTEGER,
  "aware_at" INTEGER,
  "risk_to_persons" TEXT,
  "authority_reported_at" INTEGER,
  "persons_informed_at" INTEGER,
  "no_report_reason" TEXT,
  "late_reason" TEXT,
  "affected_count" INTEGER,
  "nis2_significant" TEXT,
  "nis2_early_at" INTEGER,
  "nis2_report_at" INTEGER,
  "nis2_final_at" INTEGER,
  "plan" TEXT,
  "owner" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "deputy" INTEGER REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
  "tags" TEXT,
  "remarks" TEXT
) STRICT;

CREATE INDEX "incident_vendor_index" ON "incident" ("vendor");

CREATE INDEX "incident_owner_index" ON "incident" ("owner");

CREATE INDEX "incident_deputy_index" ON "incident" ("deputy");

CREATE TABLE log_entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL CHECK (length (hash) = 32)) STRICT;

CREATE TABLE log_opening (seq INTEGER NOT NULL, idx INTEGER NOT NULL, salt BLOB NOT NULL CHECK (length (salt) = 32), type INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (seq, idx)) STRICT, WITHOUT ROWID;

CREATE TABLE log_touch (row BLOB NOT NULL CHECK (length (row) = 16), seq INTEGER NOT NULL, PRIMARY KEY (row, seq)) STRICT, WITHOUT ROWID;

CREATE TABLE blob_file (sha256 BLOB PRIMARY KEY CHECK (length (sha256) = 32), size INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE blob_chunk (sha256 BLOB NOT NULL REFERENCES blob_file (sha256), idx INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, idx)) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (title, body, content='', prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');
