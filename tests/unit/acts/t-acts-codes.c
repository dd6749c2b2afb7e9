/* One-time codes: the vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B), drift, reuse, and
 * the shapes in which secrets and recovery codes are handed over. */
#include <string.h>

#include "acts/codes.h"
#include "tap.h"

static struct arena *a;
static const sv secret = SV_INIT("12345678901234567890");

static instant at(int64_t seconds)
{
    return (instant){seconds * 1000000};
}

static void vectors(void)
{
    static const uint32_t counted[] = {755224, 287082, 359152, 969429, 338314,
                                       254676, 287922, 162583, 399871, 520489};
    static const struct {
        int64_t at;
        uint32_t value;
    } timed[] = {{59, 94287082},         {1111111109, 7081804},  {1111111111, 14050471},
                 {1234567890, 89005924}, {2000000000, 69279037}, {20000000000, 65353130}};
    for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++) {
        ok_as(code_value(secret, i, 6) == counted[i], "RFC 4226, appendix D");
    }
    for (size_t i = 0; i < sizeof timed / sizeof timed[0]; i++) {
        ok_as(code_value(secret, (uint64_t)timed[i].at / CODE_STEP_S, 8) == timed[i].value,
              "RFC 6238, appendix B");
    }
}

static void drift(void)
{
    const int64_t now = 1111111111, step = now / CODE_STEP_S;
    for (int64_t d = -3; d <= 3; d++) {
        int64_t found = 0;
        sv code = sv_fmt(a, "%06u", code_value(secret, (uint64_t)(step + d), 6));
        bool good = code_good(secret, at(now), code, 0, &found);
        ok_as(good == (d >= -CODE_DRIFT && d <= CODE_DRIFT) && (!good || found == step + d),
              "a code is good one step before and after, no further");
        ok_as(!code_good(secret, at(now), code, step + d, &found), "… and not when it was used");
        ok_as(!code_good(secret, at(now), code, step + 1, &found), "… nor one before that");
    }
    int64_t found;
    sv code = sv_fmt(a, "%06u", code_value(secret, (uint64_t)step, 6));
    ok_as(code_good(secret, at(now), sv_fmt(a, "%.*s %.*s", 3, code.p, 3, code.p + 3), 0, &found),
          "blanks are passed over");
    ok(!code_good(secret, at(now), sv_fmt(a, "%.*s0", SV_ARG(code)), 0, &found));
    ok(!code_good(secret, at(now), sv_sub(code, 0, 5), 0, &found));
    ok(!code_good(secret, at(now), SV_NONE, 0, &found));
    ok(!code_good(secret, at(now), SV("-12345"), 0, &found));
    ok(!code_good(SV_NONE, at(now), code, 0, &found));
    ok(code_by_time(SV("123 456")) && !code_by_time(SV("1234567")) && !code_by_time(SV("abcdef")));
}

static void shapes(void)
{
    sv words = code_secret_words(a, secret);
    ok_as(sv_is(words, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"), "base32 in groups of four");
    sv link = code_secret_link(a, words, SV("Port Example & Sons"), SV("clerk-1"));
    ok_as(sv_is(link, "otpauth://totp/Port%20Example%20%26%20Sons:clerk-1?secret="
                      "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Port%20Example%20%26%20Sons"),
          "the link that apps read");
    sv one = code_recovery_make(a), other = code_recovery_make(a);
    ok(one.n == 19 && one.p[4] == '-' && one.p[9] == '-' && !sv_eq(one, other));
    ok(!code_by_time(one));
    struct rec_hash kept = code_recovery_hash(SV("ana"), SV("abcd-efgh-2345-wxyz"));
    struct rec_hash same = code_recovery_hash(SV("ana"), SV(" ABCD EFGH 2345wxyz"));
    struct rec_hash else_ = code_recovery_hash(SV("bo"), SV("abcd-efgh-2345-wxyz"));
    ok_as(rec_hash_eq(&kept, &same), "case, blanks and dashes do not matter");
    ok_as(!rec_hash_eq(&kept, &else_), "a code is one account's");
}

int main(void)
{
    a = arena_open(4096);
    vectors();
    drift();
    shapes();
    arena_close(a);
    return tap_done();
}
