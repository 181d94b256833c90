// Each file below Assets/ that the program carries has one entry here and one in the list below.

#include "CAssets.h"

static const unsigned char agent_draft_js[] = {
#embed "Assets/agent-draft.js"
};
static const unsigned char casewire_css[] = {
#embed "Assets/casewire.css"
};
static const unsigned char casewire_svg[] = {
#embed "Assets/casewire.svg"
};
static const unsigned char composer_js[] = {
#embed "Assets/composer.js"
};
static const unsigned char events_worker_js[] = {
#embed "Assets/events-worker.js"
};
static const unsigned char live_js[] = {
#embed "Assets/live.js"
};
static const unsigned char openapi_json[] = {
#embed "Assets/openapi.json"
};
static const unsigned char pages_account_mustache[] = {
#embed "Assets/pages/account.mustache"
};
static const unsigned char pages_agent_draft_mustache[] = {
#embed "Assets/pages/agent-draft.mustache"
};
static const unsigned char pages_analytics_mustache[] = {
#embed "Assets/pages/analytics.mustache"
};
static const unsigned char pages_article_versions_mustache[] = {
#embed "Assets/pages/article-versions.mustache"
};
static const unsigned char pages_article_mustache[] = {
#embed "Assets/pages/article.mustache"
};
static const unsigned char pages_audit_mustache[] = {
#embed "Assets/pages/audit.mustache"
};
static const unsigned char pages_action_mustache[] = {
#embed "Assets/pages/action.mustache"
};
static const unsigned char pages_actions_mustache[] = {
#embed "Assets/pages/actions.mustache"
};
static const unsigned char pages_webhook_mustache[] = {
#embed "Assets/pages/webhook.mustache"
};
static const unsigned char pages_webhooks_mustache[] = {
#embed "Assets/pages/webhooks.mustache"
};
static const unsigned char pages_contact_mustache[] = {
#embed "Assets/pages/contact.mustache"
};
static const unsigned char pages_contacts_mustache[] = {
#embed "Assets/pages/contacts.mustache"
};
static const unsigned char pages_creatio_choices_mustache[] = {
#embed "Assets/pages/creatio-choices.mustache"
};
static const unsigned char pages_creatio_replies_mustache[] = {
#embed "Assets/pages/creatio-replies.mustache"
};
static const unsigned char pages_creatio_mustache[] = {
#embed "Assets/pages/creatio.mustache"
};
static const unsigned char pages_error_mustache[] = {
#embed "Assets/pages/error.mustache"
};
static const unsigned char pages_field_mustache[] = {
#embed "Assets/pages/field.mustache"
};
static const unsigned char pages_fields_mustache[] = {
#embed "Assets/pages/fields.mustache"
};
static const unsigned char pages_foot_mustache[] = {
#embed "Assets/pages/foot.mustache"
};
static const unsigned char pages_head_mustache[] = {
#embed "Assets/pages/head.mustache"
};
static const unsigned char pages_health_mustache[] = {
#embed "Assets/pages/health.mustache"
};
static const unsigned char pages_import_outcome_mustache[] = {
#embed "Assets/pages/import-outcome.mustache"
};
static const unsigned char pages_inbox_mustache[] = {
#embed "Assets/pages/inbox.mustache"
};
static const unsigned char pages_knowledge_import_mustache[] = {
#embed "Assets/pages/knowledge-import.mustache"
};
static const unsigned char pages_knowledge_mustache[] = {
#embed "Assets/pages/knowledge.mustache"
};
static const unsigned char pages_message_mustache[] = {
#embed "Assets/pages/message.mustache"
};
static const unsigned char pages_moment_mustache[] = {
#embed "Assets/pages/moment.mustache"
};
static const unsigned char pages_agent_mustache[] = {
#embed "Assets/pages/agent.mustache"
};
static const unsigned char pages_hours_mustache[] = {
#embed "Assets/pages/hours.mustache"
};
static const unsigned char pages_organization_mustache[] = {
#embed "Assets/pages/organization.mustache"
};
static const unsigned char pages_setting_field_mustache[] = {
#embed "Assets/pages/setting-field.mustache"
};
static const unsigned char pages_setting_outcome_mustache[] = {
#embed "Assets/pages/setting-outcome.mustache"
};
static const unsigned char pages_limits_mustache[] = {
#embed "Assets/pages/limits.mustache"
};
static const unsigned char pages_numbers_mustache[] = {
#embed "Assets/pages/numbers.mustache"
};
static const unsigned char pages_people_mustache[] = {
#embed "Assets/pages/people.mustache"
};
static const unsigned char pages_session_row_mustache[] = {
#embed "Assets/pages/session-row.mustache"
};
static const unsigned char pages_session_mustache[] = {
#embed "Assets/pages/session.mustache"
};
static const unsigned char pages_setup_mustache[] = {
#embed "Assets/pages/setup.mustache"
};
static const unsigned char pages_shortcuts_mustache[] = {
#embed "Assets/pages/shortcuts.mustache"
};
static const unsigned char pages_sign_in_mustache[] = {
#embed "Assets/pages/sign-in.mustache"
};
static const unsigned char pages_try_mustache[] = {
#embed "Assets/pages/try.mustache"
};
static const unsigned char pages_unanswered_mustache[] = {
#embed "Assets/pages/unanswered.mustache"
};
static const unsigned char sandbox_creatio_case_mustache[] = {
#embed "Assets/sandbox/creatio-case.mustache"
};
static const unsigned char sandbox_creatio_cases_mustache[] = {
#embed "Assets/sandbox/creatio-cases.mustache"
};
static const unsigned char sandbox_creatio_head_mustache[] = {
#embed "Assets/sandbox/creatio-head.mustache"
};
static const unsigned char sandbox_creatio_css[] = {
#embed "Assets/sandbox/creatio.css"
};
static const unsigned char sandbox_creatio_js[] = {
#embed "Assets/sandbox/creatio.js"
};
static const unsigned char sandbox_phone_text_mustache[] = {
#embed "Assets/sandbox/phone-text.mustache"
};
static const unsigned char sandbox_phone_css[] = {
#embed "Assets/sandbox/phone.css"
};
static const unsigned char sandbox_phone_js[] = {
#embed "Assets/sandbox/phone.js"
};
static const unsigned char sandbox_phone_mustache[] = {
#embed "Assets/sandbox/phone.mustache"
};
static const unsigned char sandbox_samples_card_vcf[] = {
#embed "Assets/sandbox/samples/card.vcf"
};
static const unsigned char sandbox_samples_parcel_png[] = {
#embed "Assets/sandbox/samples/parcel.png"
};
static const unsigned char sandbox_samples_receipt_pdf[] = {
#embed "Assets/sandbox/samples/receipt.pdf"
};
static const unsigned char presence_js[] = {
#embed "Assets/presence.js"
};
static const unsigned char shortcuts_js[] = {
#embed "Assets/shortcuts.js"
};
static const unsigned char times_js[] = {
#embed "Assets/times.js"
};
static const unsigned char drafts_js[] = {
#embed "Assets/drafts.js"
};
static const unsigned char templates_js[] = {
#embed "Assets/templates.js"
};
static const unsigned char pages_template_mustache[] = {
#embed "Assets/pages/template.mustache"
};
static const unsigned char pages_templates_mustache[] = {
#embed "Assets/pages/templates.mustache"
};
static const unsigned char words_es_json[] = {
#embed "Assets/words/es.json"
};
static const unsigned char links_js[] = {
#embed "Assets/links.js"
};
static const unsigned char pages_start_mustache[] = {
#embed "Assets/pages/start.mustache"
};
static const unsigned char pages_shared_session_mustache[] = {
#embed "Assets/pages/shared-session.mustache"
};

static const struct casewire_asset assets[] = {
    {"agent-draft.js", agent_draft_js, sizeof(agent_draft_js)},
    {"casewire.css", casewire_css, sizeof(casewire_css)},
    {"casewire.svg", casewire_svg, sizeof(casewire_svg)},
    {"composer.js", composer_js, sizeof(composer_js)},
    {"events-worker.js", events_worker_js, sizeof(events_worker_js)},
    {"live.js", live_js, sizeof(live_js)},
    {"openapi.json", openapi_json, sizeof(openapi_json)},
    {"pages/account.mustache", pages_account_mustache, sizeof(pages_account_mustache)},
    {"pages/agent-draft.mustache", pages_agent_draft_mustache, sizeof(pages_agent_draft_mustache)},
    {"pages/analytics.mustache", pages_analytics_mustache, sizeof(pages_analytics_mustache)},
    {"pages/article-versions.mustache", pages_article_versions_mustache, sizeof(pages_article_versions_mustache)},
    {"pages/article.mustache", pages_article_mustache, sizeof(pages_article_mustache)},
    {"pages/audit.mustache", pages_audit_mustache, sizeof(pages_audit_mustache)},
    {"pages/action.mustache", pages_action_mustache, sizeof(pages_action_mustache)},
    {"pages/actions.mustache", pages_actions_mustache, sizeof(pages_actions_mustache)},
    {"pages/webhook.mustache", pages_webhook_mustache, sizeof(pages_webhook_mustache)},
    {"pages/webhooks.mustache", pages_webhooks_mustache, sizeof(pages_webhooks_mustache)},
    {"pages/contact.mustache", pages_contact_mustache, sizeof(pages_contact_mustache)},
    {"pages/contacts.mustache", pages_contacts_mustache, sizeof(pages_contacts_mustache)},
    {"pages/creatio-choices.mustache", pages_creatio_choices_mustache, sizeof(pages_creatio_choices_mustache)},
    {"pages/creatio-replies.mustache", pages_creatio_replies_mustache, sizeof(pages_creatio_replies_mustache)},
    {"pages/creatio.mustache", pages_creatio_mustache, sizeof(pages_creatio_mustache)},
    {"pages/error.mustache", pages_error_mustache, sizeof(pages_error_mustache)},
    {"pages/field.mustache", pages_field_mustache, sizeof(pages_field_mustache)},
    {"pages/fields.mustache", pages_fields_mustache, sizeof(pages_fields_mustache)},
    {"pages/foot.mustache", pages_foot_mustache, sizeof(pages_foot_mustache)},
    {"pages/head.mustache", pages_head_mustache, sizeof(pages_head_mustache)},
    {"pages/health.mustache", pages_health_mustache, sizeof(pages_health_mustache)},
    {"pages/import-outcome.mustache", pages_import_outcome_mustache, sizeof(pages_import_outcome_mustache)},
    {"pages/inbox.mustache", pages_inbox_mustache, sizeof(pages_inbox_mustache)},
    {"pages/knowledge-import.mustache", pages_knowledge_import_mustache, sizeof(pages_knowledge_import_mustache)},
    {"pages/knowledge.mustache", pages_knowledge_mustache, sizeof(pages_knowledge_mustache)},
    {"pages/message.mustache", pages_message_mustache, sizeof(pages_message_mustache)},
    {"pages/moment.mustache", pages_moment_mustache, sizeof(pages_moment_mustache)},
    {"pages/agent.mustache", pages_agent_mustache, sizeof(pages_agent_mustache)},
    {"pages/hours.mustache", pages_hours_mustache, sizeof(pages_hours_mustache)},
    {"pages/organization.mustache", pages_organization_mustache, sizeof(pages_organization_mustache)},
    {"pages/setting-field.mustache", pages_setting_field_mustache, sizeof(pages_setting_field_mustache)},
    {"pages/setting-outcome.mustache", pages_setting_outcome_mustache, sizeof(pages_setting_outcome_mustache)},
    {"pages/limits.mustache", pages_limits_mustache, sizeof(pages_limits_mustache)},
    {"pages/numbers.mustache", pages_numbers_mustache, sizeof(pages_numbers_mustache)},
    {"pages/people.mustache", pages_people_mustache, sizeof(pages_people_mustache)},
    {"pages/session-row.mustache", pages_session_row_mustache, sizeof(pages_session_row_mustache)},
    {"pages/session.mustache", pages_session_mustache, sizeof(pages_session_mustache)},
    {"pages/setup.mustache", pages_setup_mustache, sizeof(pages_setup_mustache)},
    {"pages/shortcuts.mustache", pages_shortcuts_mustache, sizeof(pages_shortcuts_mustache)},
    {"pages/sign-in.mustache", pages_sign_in_mustache, sizeof(pages_sign_in_mustache)},
    {"pages/try.mustache", pages_try_mustache, sizeof(pages_try_mustache)},
    {"pages/unanswered.mustache", pages_unanswered_mustache, sizeof(pages_unanswered_mustache)},
    {"sandbox/creatio-case.mustache", sandbox_creatio_case_mustache, sizeof(sandbox_creatio_case_mustache)},
    {"sandbox/creatio-cases.mustache", sandbox_creatio_cases_mustache, sizeof(sandbox_creatio_cases_mustache)},
    {"sandbox/creatio-head.mustache", sandbox_creatio_head_mustache, sizeof(sandbox_creatio_head_mustache)},
    {"sandbox/creatio.css", sandbox_creatio_css, sizeof(sandbox_creatio_css)},
    {"sandbox/creatio.js", sandbox_creatio_js, sizeof(sandbox_creatio_js)},
    {"sandbox/phone-text.mustache", sandbox_phone_text_mustache, sizeof(sandbox_phone_text_mustache)},
    {"sandbox/phone.css", sandbox_phone_css, sizeof(sandbox_phone_css)},
    {"sandbox/phone.js", sandbox_phone_js, sizeof(sandbox_phone_js)},
    {"sandbox/phone.mustache", sandbox_phone_mustache, sizeof(sandbox_phone_mustache)},
    {"sandbox/samples/card.vcf", sandbox_samples_card_vcf, sizeof(sandbox_samples_card_vcf)},
    {"sandbox/samples/parcel.png", sandbox_samples_parcel_png, sizeof(sandbox_samples_parcel_png)},
    {"sandbox/samples/receipt.pdf", sandbox_samples_receipt_pdf, sizeof(sandbox_samples_receipt_pdf)},
    {"presence.js", presence_js, sizeof(presence_js)},
    {"shortcuts.js", shortcuts_js, sizeof(shortcuts_js)},
    {"times.js", times_js, sizeof(times_js)},
    {"drafts.js", drafts_js, sizeof(drafts_js)},
    {"templates.js", templates_js, sizeof(templates_js)},
    {"pages/template.mustache", pages_template_mustache, sizeof(pages_template_mustache)},
    {"pages/templates.mustache", pages_templates_mustache, sizeof(pages_templates_mustache)},
    {"words/es.json", words_es_json, sizeof(words_es_json)},
    {"links.js", links_js, sizeof(links_js)},
    {"pages/start.mustache", pages_start_mustache, sizeof(pages_start_mustache)},
    {"pages/shared-session.mustache", pages_shared_session_mustache, sizeof(pages_shared_session_mustache)},
};

const struct casewire_asset *casewire_assets(void) { return assets; }

size_t casewire_asset_count(void) { return sizeof(assets) / sizeof(assets[0]); }
