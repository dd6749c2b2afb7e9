/* The words of entries for what the floor counts in numbers. */
#include "rules/floor.h"

static const sv kinds[] = {
#define X(name, kind) SV_INIT(kind),
    FLOOR_KIND_LIST(X)
#undef X
};
static const sv methods[] = {SV_INIT(""), SV_INIT("roll-call"), SV_INIT("voice"),
                             SV_INIT("consent")};
static const sv choices[] = {SV_INIT(""), SV_INIT("yes"), SV_INIT("no"), SV_INIT("abstain")};
static const sv outcomes[] = {SV_INIT(""),         SV_INIT("adopted"),   SV_INIT("lost"),
                              SV_INIT("objected"), SV_INIT("withdrawn"), SV_INIT("fell")};
static const sv verdicts[] = {SV_INIT("in-order"), SV_INIT("out-of-order"), SV_INIT("impossible")};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static size_t find(const sv *words, size_t count, sv word, size_t none)
{
    for (size_t i = 0; i < count; i++) {
        if (words[i].n > 0 && sv_eq(words[i], word)) {
            return i;
        }
    }
    return none;
}

sv floor_kind_name(enum floor_kind k)
{
    return k < FLOOR_KIND_COUNT ? kinds[k] : SV_NONE;
}

enum floor_kind floor_kind_of(sv word)
{
    return (enum floor_kind)find(kinds, COUNT(kinds), word, FLOOR_KIND_COUNT);
}

sv floor_method_name(enum floor_method m)
{
    return methods[m];
}

enum floor_method floor_method_of(sv word)
{
    return (enum floor_method)find(methods, COUNT(methods), word, METHOD_NONE);
}

sv floor_choice_name(enum floor_choice c)
{
    return choices[c];
}

enum floor_choice floor_choice_of(sv word)
{
    return (enum floor_choice)find(choices, COUNT(choices), word, CHOICE_NONE);
}

sv floor_outcome_name(enum floor_outcome o)
{
    return outcomes[o];
}

enum floor_outcome floor_outcome_of(sv word)
{
    return (enum floor_outcome)find(outcomes, COUNT(outcomes), word, OUTCOME_NONE);
}

sv floor_verdict_name(enum floor_verdict v)
{
    return verdicts[v];
}
