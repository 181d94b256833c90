// Each file below Assets/ that the program carries has one line here.

#include "CAssets.h"

static const unsigned char casewire_css[] = {
#embed "Assets/casewire.css"
};

static const struct casewire_asset assets[] = {
    {"casewire.css", casewire_css, sizeof(casewire_css)},
};

const struct casewire_asset *casewire_assets(void) { return assets; }

size_t casewire_asset_count(void) { return sizeof(assets) / sizeof(assets[0]); }
