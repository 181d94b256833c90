#ifndef CASEWIRE_CLIBPQ_H
#define CASEWIRE_CLIBPQ_H

#include <libpq-fe.h>

/// Connects by a URL (libpq: PQconnectdbParams). What stands before the URL can be overridden by it, what follows can't.
static inline PGconn *casewire_connect(const char *url) {
    const char *const keywords[] = {
        "connect_timeout", "application_name", "keepalives_idle", "keepalives_interval", "keepalives_count",
        "tcp_user_timeout", "dbname", "client_encoding", 0};
    const char *const values[] = {"5", "casewire", "20", "5", "3", "30000", url, "UTF8", 0};
    return PQconnectdbParams(keywords, values, 1);
}

#endif
