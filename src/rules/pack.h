/* Rule packs: the rules of a body as data.  A pack is a text that a parliamentarian can read and
 * mend (docs/rules.md describes it); it is parsed once and then asked by index. */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sv.h"
#include "rules/rules.tbl.h"

enum rule_id {
#define X(name, id, needed, params, optional) RULE_##name,
    RULE_LIST(X)
#undef X
        RULE_COUNT,
    RULE_NONE = RULE_COUNT
};

enum rule_param {
#define X(name, key, words) PARAM_##name,
    PARAM_LIST(X)
#undef X
        PARAM_COUNT
};
#define PARAM_BIT(name) (1u << PARAM_##name)

enum motion_type {
#define X(name, id, words) MOTION_##name,
    MOTION_LIST(X)
#undef X
        MOTION_COUNT,
    MOTION_UNKNOWN = MOTION_COUNT
};

/* Values of the parameters, in the order of PARAM_LIST's words. */
enum { OF_SEATS, OF_SITTING };
enum { PARAM_NO, PARAM_YES, PARAM_UNSETTLED, PARAM_AFFECTS = PARAM_UNSETTLED, PARAM_TIES };
enum { SIDE_FOR, SIDE_AGAINST };
enum { TIME_MEETING, TIME_NEXT_MEETING };
enum { WITHIN_NEXT_REGULAR, WITHIN_ANY };
enum { SHOWN_CAST, SHOWN_CLOSE };
enum { COVERS_LEGISLATION, COVERS_ORDINANCES };
enum rule_base { BASE_CAST, BASE_PRESENT, BASE_SEATS, BASE_SITTING, BASE_QUORUM };

/* How sure a rule is: its words were read in the source itself, in a secondary source, or are
 * general knowledge that still has to be checked. */
enum rule_sure { SURE_READ, SURE_SECONDARY, SURE_GENERAL };

/* What is needed of a number of votes or members. */
enum need_kind { NEED_MAJORITY, NEED_MAJORITY_PLUS_ONE, NEED_SHARE, NEED_COUNT };
struct need {
    enum need_kind kind;
    uint32_t num, den; /* NEED_SHARE: num/den, 0 < num <= den; NEED_COUNT: num */
};

/* Where a rule or row was written. */
struct rule_text {
    sv says;   /* one sentence */
    sv cites;  /* the citation, as printed */
    sv source; /* where it was read, in words */
    enum rule_sure sure;
    sv pack; /* the pack that states it: this one, or the one that it is based on */
    uint32_t line;
};

struct rule {
    bool defined;
    sv id;
    struct rule_text text;
    int32_t
        param[PARAM_COUNT]; /* -1 where the rule has no such parameter; need has its own place */
    struct need need;
};

/* One row of the table of motions. */
enum motion_debatable { DEBATE_NO, DEBATE_YES, DEBATE_TARGET, DEBATE_OPENS_MAIN };
enum motion_amendable { AMEND_NO, AMEND_YES, AMEND_ONCE };
enum motion_reconsider {
    RECONSIDER_NO,
    RECONSIDER_YES,
    RECONSIDER_AFFIRMATIVE,
    RECONSIDER_NEGATIVE,
    RECONSIDER_UNEXECUTED
};
enum { VOTE_BY_CHAIR = -1, VOTE_BY_DEMAND = -2 };
struct motion_row {
    bool defined;
    sv id, words; /* "main", "main motion" */
    struct rule_text text;
    uint8_t rank; /* 1 is highest; 0 has no rank (incidental and bring-back motions) */
    bool interrupts;
    bool second; /* it needs one: its row says so, and the rule second does not free all of them */
    bool row_second; /* what its row says */
    uint8_t debatable, amendable, reconsider;
    int16_t vote; /* the rule of its vote, or VOTE_BY_CHAIR, VOTE_BY_DEMAND */
};

struct pack {
    sv name, title, based_on; /* based_on: empty for a pack that stands alone */
    sv note; /* what the reader must know, such as what is not sourced; lines joined by newlines */
    struct rule rule[RULE_COUNT];
    struct motion_row motion[MOTION_COUNT];
};

/* Where a pack's base comes from: the text of the named pack, or false when there is none.  The
 * text must live as long as the arena that is parsed into. */
struct pack_resolver {
    void *cx;
    bool (*text)(void *cx, sv name, sv *ret_text);
};

/* Parse a pack.  Refuses (E_INVALID, field "FILE:LINE") the first thing that is wrong, in a
 * sentence that says what and what was expected: unknown words, keys or ids, what stands twice,
 * values out of range, a rule that lacks a part (each part is named), a base that is missing or
 * that leads back; at the line of its rule or row, what names a rule that the pack lacks, that
 * counts the other side or that leads back, and a row that its kind of motion cannot have; and at
 * the end rules that neither the pack nor its base has (all are named).
 * E_LIMIT over LIMIT_PACK_BYTES, LIMIT_LINE_BYTES or four bases deep. Lifetime: *ret lives in a and
 * borrows from text. */
MUST err *rule_pack_parse(struct arena *a, sv file_name, sv text,
                          const struct pack_resolver *resolver, struct pack **ret);

/* The pack of that name that comes with the program, parsed.  E_NOTFOUND names those that there
 * are. */
MUST err *rule_pack_builtin(struct arena *a, sv name, struct pack **ret);
/* The names of the packs that come with the program, in order; SV_NONE past the last. */
sv rule_pack_name(size_t i);
/* A resolver over the packs that come with the program. */
const struct pack_resolver *rule_pack_resolver(void);

/* The pack as a table for people: note, rules (id, sentence, citation, source, how sure,
 * parameters, from which pack) and rows of the table of motions. */
void rule_pack_print(struct buf *out, const struct pack *p);

/* The rule of that id, or RULE_NONE; and back. */
enum rule_id rule_of(sv id);
sv rule_name(enum rule_id r);
/* The type of motion of that id ("main"), or MOTION_UNKNOWN; its id and its words ("main motion").
 */
enum motion_type motion_type_of(sv id);
sv motion_type_name(enum motion_type t);
sv motion_type_words(enum motion_type t);
/* "cast", "present", "seats", "sitting", "quorum": the base of a vote as entries name it. */
sv rule_base_name(enum rule_base b);
/* "majority", "2/3", "majority-plus-one", "3": how packs and entries write a need. */
sv need_format(struct arena *a, struct need n);
/* "read", "secondary", "general" */
sv rule_sure_name(enum rule_sure s);

#endif
