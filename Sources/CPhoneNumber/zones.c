#include "CPhoneNumber.h"

static const char zones[] = {
#embed "zones.txt" suffix(, 0)
};

const char *casewire_phone_zones(void) {
    return zones;
}
