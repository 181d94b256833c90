#ifndef CASEWIRE_CPHONENUMBER_H
#define CASEWIRE_CPHONENUMBER_H

#ifdef __cplusplus
extern "C" {
#endif

/// The number types of libphonenumber's PhoneNumberUtil::PhoneNumberType, in its order.
enum casewire_phone_type {
    CASEWIRE_PHONE_FIXED_LINE = 0,
    CASEWIRE_PHONE_MOBILE = 1,
    CASEWIRE_PHONE_FIXED_LINE_OR_MOBILE = 2,
    CASEWIRE_PHONE_TOLL_FREE = 3,
    CASEWIRE_PHONE_PREMIUM_RATE = 4,
    CASEWIRE_PHONE_SHARED_COST = 5,
    CASEWIRE_PHONE_VOIP = 6,
    CASEWIRE_PHONE_PERSONAL_NUMBER = 7,
    CASEWIRE_PHONE_PAGER = 8,
    CASEWIRE_PHONE_UAN = 9,
    CASEWIRE_PHONE_VOICEMAIL = 10,
    CASEWIRE_PHONE_UNKNOWN = 11
};

struct casewire_phone {
    char e164[24];      // "+15551230001", empty when the number is not possible.
    char national[40];  // "(555) 123-0001", for display.
    char region[4];     // "US"; empty when the metadata does not know.
    char main_region[4];  // Of the country code: "US" for all of +1.
    int possible;       // Length and country code fit.
    int valid;          // The metadata knows the range (a hint only: it ages).
    int type;           // casewire_phone_type
};

/// Parses `text` (UTF-8, `length` bytes). `region` is an ISO 3166 code, or "ZZ" for international input only.
/// Returns 1 when the text is a phone number at all.
int casewire_phone_parse(const char *text, int length, const char *region, struct casewire_phone *result);

/// The time zones of each range of numbers: a line holds the first digits of numbers after the plus, separated by commas, and the
/// zones that they are in; `-` where those are too many to tell anything. The longest digits that fit a number count.
///
/// From the time zone map of Google's libphonenumber 9.0 (Apache License 2.0), which Debian's library does not have.
const char *casewire_phone_zones(void);

#ifdef __cplusplus
}
#endif
#endif
