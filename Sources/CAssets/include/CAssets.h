#ifndef CASEWIRE_CASSETS_H
#define CASEWIRE_CASSETS_H

#include <stddef.h>

/// A file carried inside the program.
struct casewire_asset {
    const char *name;  // Path below Assets/, such as "pages/inbox.mustache".
    const unsigned char *bytes;
    size_t size;
};

/// The carried files, in the order of assets.c.
const struct casewire_asset *casewire_assets(void);

/// How many files `casewire_assets` points at.
size_t casewire_asset_count(void);

#endif
