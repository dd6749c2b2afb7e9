/* Names of rules, parameters and motions; the packs that come with the program. */
#include "rules/pack.h"

#include "rules/packs_data.h"

static const sv rule_names[] = {
#define X(name, id, needed, params, optional) SV_INIT(id),
    RULE_LIST(X)
#undef X
};

static const sv motion_names[] = {
#define X(name, id, words) SV_INIT(id),
    MOTION_LIST(X)
#undef X
};

static const sv motion_words[] = {
#define X(name, id, words) SV_INIT(words),
    MOTION_LIST(X)
#undef X
};

static const sv base_names[] = {SV_INIT("cast"), SV_INIT("present"), SV_INIT("seats"),
                                SV_INIT("sitting"), SV_INIT("quorum")};
static const sv sure_names[] = {SV_INIT("read"), SV_INIT("secondary"), SV_INIT("general")};

static const struct builtin {
    sv name;
    const sv *text;
} builtins[] = {
    {SV_INIT("robert"), &pack_robert},       {SV_INIT("robert-small"), &pack_robert_small},
    {SV_INIT("rosenberg"), &pack_rosenberg}, {SV_INIT("mason"), &pack_mason},
    {SV_INIT("miami"), &pack_miami},
};
enum { BUILTIN_COUNT = sizeof builtins / sizeof *builtins };

static size_t find(const sv *names, size_t count, sv id)
{
    size_t i = 0;
    while (i < count && !sv_eq(names[i], id)) {
        i++;
    }
    return i;
}

static bool builtin_text(void *cx, sv name, sv *ret_text)
{
    (void)cx;
    for (size_t i = 0; i < BUILTIN_COUNT; i++) {
        if (sv_eq(builtins[i].name, name)) {
            *ret_text = *builtins[i].text;
            return true;
        }
    }
    return false;
}

static const struct pack_resolver builtin_resolver = {NULL, builtin_text};

const struct pack_resolver *rule_pack_resolver(void)
{
    return &builtin_resolver;
}

sv rule_pack_name(size_t i)
{
    return i < BUILTIN_COUNT ? builtins[i].name : SV_NONE;
}

err *rule_pack_builtin(struct arena *a, sv name, struct pack **ret)
{
    sv text;
    if (!builtin_text(NULL, name, &text)) {
        sv known = SV_NONE;
        for (size_t i = 0; i < BUILTIN_COUNT; i++) {
            known = sv_fmt(a, "%.*s%s%.*s", SV_ARG(known), i ? ", " : "", SV_ARG(builtins[i].name));
        }
        return err_make(a, E_NOTFOUND, "There is no rule pack %.*s; the program has %.*s.",
                        SV_ARG(name), SV_ARG(known));
    }
    return rule_pack_parse(a, sv_fmt(a, "%.*s.pack", SV_ARG(name)), text, &builtin_resolver, ret);
}

enum rule_id rule_of(sv id)
{
    return (enum rule_id)find(rule_names, RULE_COUNT, id);
}

sv rule_name(enum rule_id r)
{
    return r < RULE_COUNT ? rule_names[r] : SV_NONE;
}

enum motion_type motion_type_of(sv id)
{
    return (enum motion_type)find(motion_names, MOTION_COUNT, id);
}

sv motion_type_name(enum motion_type t)
{
    return t < MOTION_COUNT ? motion_names[t] : SV_NONE;
}

sv motion_type_words(enum motion_type t)
{
    return t < MOTION_COUNT ? motion_words[t] : SV_NONE;
}

sv rule_base_name(enum rule_base b)
{
    return base_names[b];
}

sv rule_sure_name(enum rule_sure s)
{
    return sure_names[s];
}

sv need_format(struct arena *a, struct need n)
{
    switch (n.kind) {
    case NEED_MAJORITY: return SV("majority");
    case NEED_MAJORITY_PLUS_ONE: return SV("majority-plus-one");
    case NEED_SHARE: return sv_fmt(a, "%u/%u", n.num, n.den);
    case NEED_COUNT: return sv_fmt(a, "%u", n.num);
    }
    return SV_NONE;
}
