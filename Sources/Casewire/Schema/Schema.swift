package import CasewireStorage

/// The tables, step by step. The list only grows; a shipped step is never edited.
///
/// Columns are `TEXT` and `BIGINT`: times in milliseconds since 1970 UTC, states as words with a `CHECK`, JSON as text.
package enum Schema {
    package static let migrations: [Migration] = [
        Migration(name: "001 conversations", statements: conversations),
        Migration(name: "002 jobs", statements: jobs),
        Migration(name: "003 cases", statements: cases),
        Migration(name: "004 people and settings", statements: people),
        Migration(name: "005 outages", statements: outages),
        Migration(name: "006 nodes", statements: nodes),
        Migration(name: "007 replies", statements: replies),
        Migration(name: "008 set-aside work", statements: setAside),
        Migration(name: "009 training", statements: training),
        Migration(name: "010 carriers", statements: carriers),
        Migration(name: "011 consent evidence", statements: consentEvidence),
        Migration(name: "012 model use", statements: modelUse),
        Migration(name: "013 creatio", statements: creatio),
        Migration(name: "014 number links", statements: numberLinks),
        Migration(name: "015 rates", statements: rates),
        Migration(name: "016 limits", statements: limits),
        Migration(name: "018 media", statements: media),
        Migration(name: "019 case phases", statements: casePhases),
        Migration(name: "020 articles", statements: articles),
        Migration(name: "022 actions", statements: actions),
        Migration(name: "025 search", statements: search),
        Migration(name: "026 inbox", statements: inbox),
        Migration(name: "027 figures", statements: figures),
        Migration(name: "028 audit", statements: audit),
        Migration(name: "029 templates and links", statements: templates),
        Migration(name: "030 webhooks", statements: webhooks),
        Migration(name: "031 escalation", statements: escalation),
        Migration(name: "032 languages of operators", statements: operatorLanguages),
        Migration(name: "033 snooze", statements: snooze),
        Migration(name: "034 contact details", statements: contactDetails),
        Migration(name: "035 assist", statements: assist),
    ]

    private static let conversations: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE number (
                id TEXT PRIMARY KEY,
                phone TEXT NOT NULL UNIQUE,
                provider TEXT NOT NULL CHECK (provider IN ('twilio')),
                account TEXT NOT NULL,
                secret TEXT NOT NULL,
                api_url TEXT,
                autopilot BIGINT NOT NULL CHECK (autopilot IN (0, 1)),
                connection_note TEXT,
                connected_at BIGINT,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE contact (
                id TEXT PRIMARY KEY,
                phone TEXT NOT NULL UNIQUE,
                name TEXT,
                created_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)
            """,
            "INSERT INTO counter (name, value) VALUES ('ticket', 0)",
            """
            CREATE TABLE session (
                id TEXT PRIMARY KEY,
                ticket BIGINT NOT NULL UNIQUE,
                number_id TEXT NOT NULL REFERENCES number (id),
                contact_id TEXT NOT NULL REFERENCES contact (id),
                state TEXT NOT NULL CHECK (state IN ('agent', 'handed_off', 'resolved')),
                position BIGINT NOT NULL,
                answered_position BIGINT NOT NULL,
                language TEXT,
                sentiment TEXT CHECK (sentiment IN ('negative', 'neutral', 'positive')),
                handoff_at BIGINT,
                handoff_reasons TEXT,
                handoff_summary TEXT,
                handoff_subject TEXT,
                handoff_fields TEXT,
                described_at BIGINT,
                counts TEXT NOT NULL,
                previous_id TEXT REFERENCES session (id),
                assignee_id TEXT,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                resolved_at BIGINT
            )
            """,
            """
            CREATE UNIQUE INDEX session_open ON session (contact_id, number_id) WHERE state <> 'resolved'
            """,
            "CREATE INDEX session_recent ON session (updated_at, id)",
            "CREATE INDEX session_state ON session (state, updated_at, id)",
            "CREATE INDEX session_contact ON session (contact_id, number_id, updated_at)",
            """
            CREATE TABLE message (
                id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES session (id),
                number_id TEXT NOT NULL REFERENCES number (id),
                contact_id TEXT NOT NULL REFERENCES contact (id),
                position BIGINT NOT NULL,
                direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
                author TEXT NOT NULL CHECK (author IN ('customer', 'agent', 'rep', 'system')),
                text TEXT NOT NULL,
                media TEXT,
                state TEXT NOT NULL CHECK (state IN
                    ('received', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown')),
                purpose TEXT,
                provider_id TEXT,
                encoding TEXT NOT NULL,
                segments BIGINT NOT NULL,
                error_code TEXT,
                error_text TEXT,
                called_at BIGINT,
                looked_up_at BIGINT,
                is_late BIGINT NOT NULL CHECK (is_late IN (0, 1)),
                created_at BIGINT NOT NULL,
                UNIQUE (session_id, position),
                UNIQUE (number_id, provider_id)
            )
            """,
            "CREATE INDEX message_pending ON message (contact_id, number_id) WHERE state IN ('queued', 'sending', 'unknown')",
            """
            CREATE TABLE receipt (
                position \(dialect.rowNumberKey),
                number_id TEXT NOT NULL,
                provider_id TEXT NOT NULL,
                message_id TEXT,
                status TEXT NOT NULL,
                error_code TEXT NOT NULL,
                received_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX receipt_text ON receipt (provider_id)",
            """
            CREATE TABLE stray_text (
                id TEXT PRIMARY KEY,
                number_id TEXT NOT NULL REFERENCES number (id),
                provider_id TEXT NOT NULL,
                sender TEXT NOT NULL,
                text TEXT NOT NULL,
                reason TEXT NOT NULL,
                received_at BIGINT NOT NULL,
                UNIQUE (number_id, provider_id)
            )
            """,
            """
            CREATE TABLE event (
                position \(dialect.rowNumberKey),
                session_id TEXT NOT NULL REFERENCES session (id),
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                details TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX event_session ON event (session_id, position)",
            """
            CREATE TABLE consent (
                position \(dialect.rowNumberKey),
                contact_id TEXT NOT NULL REFERENCES contact (id),
                number_id TEXT REFERENCES number (id),
                kind TEXT NOT NULL CHECK (kind IN ('opt_out', 'opt_in')),
                source TEXT NOT NULL,
                wording TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX consent_contact ON consent (contact_id, position)",
            """
            CREATE TABLE suppression (
                contact_id TEXT PRIMARY KEY REFERENCES contact (id),
                source TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE article (
                id TEXT PRIMARY KEY,
                title TEXT NOT NULL UNIQUE,
                body TEXT NOT NULL,
                examples TEXT NOT NULL,
                updated_at BIGINT NOT NULL
            )
            """,
        ]
    }

    private static let jobs: @Sendable (Dialect) -> [String] = { dialect in
        [
            """
            CREATE TABLE job (
                position \(dialect.rowNumberKey),
                id TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                payload TEXT NOT NULL,
                lane TEXT,
                coalescing_key TEXT,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'set_aside')),
                run_at BIGINT NOT NULL,
                latest_at BIGINT,
                attempts BIGINT NOT NULL,
                lease TEXT,
                leased_until BIGINT,
                error TEXT,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE UNIQUE INDEX job_coalesced ON job (coalescing_key) WHERE state = 'waiting'",
            "CREATE INDEX job_due ON job (run_at) WHERE state = 'waiting'",
            "CREATE INDEX job_lane ON job (lane, position) WHERE state <> 'set_aside'",
            "CREATE INDEX job_leased ON job (leased_until) WHERE state = 'running'",
        ]
    }

    private static let cases: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            CREATE TABLE case_link (
                session_id TEXT PRIMARY KEY REFERENCES session (id),
                case_id TEXT NOT NULL UNIQUE,
                case_number TEXT,
                creatio_contact TEXT,
                owner TEXT,
                status TEXT,
                sync TEXT NOT NULL CHECK (sync IN ('none', 'synced', 'behind', 'failed')),
                error TEXT,
                behind_since BIGINT,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE case_row (
                id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES session (id),
                object TEXT NOT NULL,
                purpose TEXT NOT NULL CHECK (purpose IN ('case', 'message', 'note', 'reply_task')),
                message_id TEXT REFERENCES message (id),
                ordinal BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('attempted', 'written')),
                written TEXT NOT NULL,
                start_at BIGINT NOT NULL,
                closed_position BIGINT,
                note TEXT,
                UNIQUE (session_id, purpose, ordinal)
            )
            """,
            """
            CREATE TABLE case_reply (
                activity_id TEXT PRIMARY KEY,
                session_id TEXT NOT NULL REFERENCES session (id),
                message_id TEXT REFERENCES message (id),
                outcome TEXT NOT NULL,
                read_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX case_reply_message ON case_reply (message_id)",
        ]
    }

    private static let people: @Sendable (Dialect) -> [String] = { _ in
        [
            """
            CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE operator (
                id TEXT PRIMARY KEY,
                email TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'rep', 'viewer')),
                password TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE sign_in (
                token TEXT PRIMARY KEY,
                operator_id TEXT NOT NULL REFERENCES operator (id),
                form_token TEXT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE api_key (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                digest TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'rep', 'viewer')),
                created_at BIGINT NOT NULL,
                revoked_at BIGINT
            )
            """,
            """
            CREATE TABLE idempotency (
                key TEXT PRIMARY KEY,
                answer TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
        ]
    }
}
