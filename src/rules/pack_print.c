/* A pack as a table for people. */
#include "rules/pack.h"

static const char *const keys[] = {
#define X(name, key, words) key,
    PARAM_LIST(X)
#undef X
};

static const sv words[] = {
#define X(name, key, words) SV_INIT(words),
    PARAM_LIST(X)
#undef X
};

static const char *const debatable[] = {"no", "yes", "target", "opens-main"};
static const char *const amendable[] = {"no", "yes", "once"};
static const char *const reconsider[] = {"no", "yes", "affirmative", "negative", "unexecuted"};

/* The word at that place of a list of them. */
static sv word_at(sv rest, int32_t at)
{
    sv w = sv_cut(rest, ' ', &rest);
    while (at-- > 0) {
        w = sv_cut(rest, ' ', &rest);
    }
    return w;
}

static void print_need(struct buf *out, struct need n)
{
    switch (n.kind) {
    case NEED_MAJORITY: buf_str(out, "majority"); break;
    case NEED_MAJORITY_PLUS_ONE: buf_str(out, "majority-plus-one"); break;
    case NEED_SHARE: buf_fmt(out, "%u/%u", n.num, n.den); break;
    case NEED_COUNT: buf_fmt(out, "%u", n.num); break;
    }
}

static void print_text(struct buf *out, const struct pack *p, const struct rule_text *t)
{
    buf_fmt(out, "    %.*s\n    cites  %.*s\n    source %.*s (%.*s)", SV_ARG(t->says),
            SV_ARG(t->cites), SV_ARG(t->source), SV_ARG(rule_sure_name(t->sure)));
    if (!sv_eq(t->pack, p->name)) {
        buf_fmt(out, ", from %.*s", SV_ARG(t->pack));
    }
    buf_char(out, '\n');
}

static void print_params(struct buf *out, const struct rule *r)
{
    const char *before = "    with   ";
    for (size_t k = 0; k < PARAM_COUNT; k++) {
        if (r->param[k] < 0) {
            continue;
        }
        buf_fmt(out, "%s%s ", before, keys[k]);
        before = ", ";
        if (sv_is(words[k], "<need>")) {
            print_need(out, r->need);
        } else if (sv_is(words[k], "<number>")) {
            buf_i64(out, r->param[k]);
        } else if (sv_is(words[k], "<clock>")) {
            buf_fmt(out, "%02d:%02d", r->param[k] / 60, r->param[k] % 60);
        } else if (sv_is(words[k], "<rule>")) {
            buf_sv(out, rule_name((enum rule_id)r->param[k]));
        } else {
            buf_sv(out, word_at(words[k], r->param[k]));
        }
    }
    if (before[0] == ',') {
        buf_char(out, '\n');
    }
}

void rule_pack_print(struct buf *out, const struct pack *p)
{
    buf_fmt(out, "%.*s: %.*s\n", SV_ARG(p->name), SV_ARG(p->title));
    if (p->based_on.n > 0) {
        buf_fmt(out, "based on %.*s\n", SV_ARG(p->based_on));
    }
    for (sv rest = p->note; rest.n > 0;) {
        sv line = sv_cut(rest, '\n', &rest);
        buf_fmt(out, "note: %.*s\n", SV_ARG(line));
    }
    buf_str(out, "\nRules\n");
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const struct rule *r = &p->rule[i];
        if (r->defined) {
            buf_fmt(out, "  %.*s\n", SV_ARG(r->id));
            print_text(out, p, &r->text);
            print_params(out, r);
        }
    }
    buf_str(out, "\nMotions (rank, interrupts, second, debatable, amendable, vote, reconsider)\n");
    for (size_t i = 0; i < MOTION_COUNT; i++) {
        const struct motion_row *m = &p->motion[i];
        if (!m->defined) {
            continue;
        }
        sv vote = m->vote == VOTE_BY_CHAIR    ? SV("chair")
                  : m->vote == VOTE_BY_DEMAND ? SV("demand")
                                              : rule_name((enum rule_id)m->vote);
        buf_fmt(out, "  %.*s  ", SV_ARG(m->id));
        if (m->rank) {
            buf_i64(out, m->rank);
        } else {
            buf_char(out, '-');
        }
        buf_fmt(out, " %s %s %s %s %.*s %s\n", m->interrupts ? "yes" : "no",
                m->second ? "yes" : "no", debatable[m->debatable], amendable[m->amendable],
                SV_ARG(vote), reconsider[m->reconsider]);
        print_text(out, p, &m->text);
    }
}
