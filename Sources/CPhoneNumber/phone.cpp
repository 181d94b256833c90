#include "CPhoneNumber.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <cstring>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

void copy(const std::string &from, char *to, size_t capacity) {
    if (from.size() >= capacity) {
        to[0] = '\0';
        return;
    }
    std::memcpy(to, from.c_str(), from.size() + 1);
}

}  // namespace

int casewire_phone_parse(const char *text, int length, const char *region, struct casewire_phone *result) {
    std::memset(result, 0, sizeof(*result));
    result->type = CASEWIRE_PHONE_UNKNOWN;
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    const std::string input(text, static_cast<size_t>(length));
    if (util.Parse(input, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return 0;
    }
    result->possible = util.IsPossibleNumber(number) ? 1 : 0;
    result->valid = util.IsValidNumber(number) ? 1 : 0;
    result->type = static_cast<int>(util.GetNumberType(number));

    std::string formatted;
    if (result->possible) {
        util.Format(number, PhoneNumberUtil::E164, &formatted);
        copy(formatted, result->e164, sizeof(result->e164));
    }
    util.Format(number, PhoneNumberUtil::NATIONAL, &formatted);
    copy(formatted, result->national, sizeof(result->national));
    std::string code;
    util.GetRegionCodeForNumber(number, &code);
    copy(code, result->region, sizeof(result->region));
    util.GetRegionCodeForCountryCode(number.country_code(), &code);
    copy(code, result->main_region, sizeof(result->main_region));
    return 1;
}
