/* The words of entries for what the floor counts in numbers. */
#include "rules/floor.h"

static const sv kinds[] = {
#define X(name, kind) SV_INIT(kind),
    FLOOR_KIND_LIST(X)
#undef X
};
static const sv methods[] = {SV_INIT(""), SV_INIT("roll-call"), SV_INIT("voice"),
                             SV_INIT("consent"), SV_INIT("rising")};
static const sv choices[] = {SV_INIT(""), SV_INIT("yes"), SV_INIT("no"), SV_INIT("abstain")};
static const sv outcomes[] = {SV_INIT(""),
                              SV_INIT("adopted"),
                              SV_INIT("lost"),
                              SV_INIT("objected"),
                              SV_INIT("withdrawn"),
                              SV_INIT("fell"),
                              SV_INIT("sustained"),
                              SV_INIT("not-sustained"),
                              SV_INIT("granted"),
                              SV_INIT("denied"),
                              SV_INIT("well-taken"),
                              SV_INIT("not-well-taken"),
                              SV_INIT("answered"),
                              SV_INIT("postponed"),
                              SV_INIT("referred"),
                              SV_INIT("tabled"),
                              SV_INIT("postponed-indefinitely"),
                              SV_INIT("not-considered"),
                              SV_INIT("divided"),
                              SV_INIT("rescinded")};
static const sv forms[] = {SV_INIT(""),       SV_INIT("insert"),  SV_INIT("add"),
                           SV_INIT("strike"), SV_INIT("replace"), SV_INIT("substitute"),
                           SV_INIT("blank")};
static const sv actions[] = {SV_INIT("adopt"), SV_INIT("deny"), SV_INIT("accept"),
                             SV_INIT("direct"), SV_INIT("other")};
static const sv item_kinds[] = {SV_INIT("other"),   SV_INIT("resolution"),   SV_INIT("ordinance"),
                                SV_INIT("hearing"), SV_INIT("presentation"), SV_INIT("discussion"),
                                SV_INIT("minutes")};
static const sv meeting_types[] = {SV_INIT("regular"), SV_INIT("special"), SV_INIT("emergency"),
                                   SV_INIT("workshop")};
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

sv floor_form_name(enum floor_form f)
{
    return forms[f];
}

enum floor_form floor_form_of(sv word)
{
    return (enum floor_form)find(forms, COUNT(forms), word, FORM_NONE);
}

sv floor_action_name(enum floor_action a)
{
    return actions[a];
}

enum floor_action floor_action_of(sv word)
{
    return (enum floor_action)find(actions, COUNT(actions), word, ACTION_ADOPT);
}

sv floor_item_kind_name(enum floor_item_kind k)
{
    return item_kinds[k];
}

enum floor_item_kind floor_item_kind_of(sv word)
{
    return (enum floor_item_kind)find(item_kinds, COUNT(item_kinds), word, ITEM_OTHER);
}

sv floor_meeting_type_name(enum floor_meeting_type t)
{
    return meeting_types[t];
}

enum floor_meeting_type floor_meeting_type_of(sv word)
{
    return (enum floor_meeting_type)find(meeting_types, COUNT(meeting_types), word,
                                         MEETING_REGULAR);
}

sv floor_verdict_name(enum floor_verdict v)
{
    return verdicts[v];
}
