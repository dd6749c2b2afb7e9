/* The lists that packs and the floor share: one line a rule, a parameter, a kind of motion.
 * A pack may define what stands here and nothing else, so that a slip of spelling is refused with
 * its line. */
#ifndef RULES_RULES_TBL_H
#define RULES_RULES_TBL_H

/* X(name, "id", needed, parameters, optional): needed 1 when every pack must have it (itself or
 * from its base); parameters: a mask of what the rule must state, besides says, cites, source and
 * sure; optional: of what it may state as well.  Every rule may state suspend. */
/* What the rule of a vote may state besides its base and need. */
#define VOTE_MAY (PARAM_BIT(SIDE) | PARAM_BIT(OR) | PARAM_BIT(NOTICED))
#define RULE_LIST(X)                                                                               \
    X(MEMBER, "member", 1, 0, 0)                                                                   \
    X(PRESENT, "present", 1, PARAM_BIT(REMOTE), 0)                                                 \
    X(MEETING_OPEN, "meeting-open", 1, 0, 0)                                                       \
    X(RECESS, "recess", 1, 0, 0)                                                                   \
    X(QUORUM, "quorum", 1,                                                                         \
      PARAM_BIT(OF) | PARAM_BIT(NEED) | PARAM_BIT(REMOTE) | PARAM_BIT(RECUSED), 0)                 \
    X(QUORUM_BUSINESS, "quorum-business", 1, 0, 0)                                                 \
    X(ONE_ITEM, "one-item", 1, 0, 0)                                                               \
    X(ITEM_OPEN, "item-open", 1, 0, 0)                                                             \
    X(QUESTION_DISPOSED, "question-disposed", 1, 0, 0)                                             \
    X(ADJOURN, "adjourn", 1, 0, 0)                                                                 \
    X(MOTION_TYPE, "motion-type", 1, 0, 0)                                                         \
    X(MOTION_PENDING, "motion-pending", 1, 0, 0)                                                   \
    X(ONE_QUESTION, "one-question", 1, 0, 0)                                                       \
    X(IMMEDIATELY_PENDING, "immediately-pending", 1, 0, 0)                                         \
    X(SECOND, "second", 1, 0, PARAM_BIT(REQUIRED))                                                 \
    X(SECOND_OTHER, "second-other", 1, 0, 0)                                                       \
    X(SECOND_LATE, "second-late", 1, 0, 0)                                                         \
    X(CHAIR_PART, "chair-part", 1, PARAM_BIT(MOVES) | PARAM_BIT(VOTES), 0)                         \
    X(STATING, "stating", 1, PARAM_BIT(REQUIRED), 0)                                               \
    X(WITHDRAW, "withdraw", 1, 0, 0)                                                               \
    X(WITHDRAW_MOVER, "withdraw-mover", 1, 0, 0)                                                   \
    X(VOTE_OPEN, "vote-open", 1, 0, 0)                                                             \
    X(VOTE_METHOD, "vote-method", 1, 0, 0)                                                         \
    X(VOTING_INTERRUPTED, "voting-interrupted", 1, 0, 0)                                           \
    X(VOTE_ONCE, "vote-once", 1, 0, 0)                                                             \
    X(VOTE_CHANGE, "vote-change", 1, 0, 0)                                                         \
    X(VOTE_FINAL, "vote-final", 1, 0, 0)                                                           \
    X(VOTE_RESULT, "vote-result", 1, 0, 0)                                                         \
    X(UNANIMOUS_CONSENT, "unanimous-consent", 1, 0, 0)                                             \
    X(ABSTENTION, "abstention", 1, PARAM_BIT(ALLOWED), 0)                                          \
    X(RECUSAL, "recusal", 1, 0, PARAM_BIT(DAYS))                                                   \
    X(TIE_VOTE, "tie-vote", 1, 0, 0)                                                               \
    X(VOTE_MAJORITY, "vote-majority", 1, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)              \
    X(VOTE_TWO_THIRDS, "vote-two-thirds", 1, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)          \
    X(VOTE_THREE_FIFTHS, "vote-three-fifths", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)      \
    X(VOTE_FOUR_FIFTHS, "vote-four-fifths", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)        \
    X(VOTE_PRESENT, "vote-present", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)                \
    X(VOTE_MEMBERSHIP, "vote-membership", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)          \
    X(VETO, "veto", 0, PARAM_BIT(DAYS) | PARAM_BIT(UNTIL) | PARAM_BIT(OVERRIDE),                   \
      PARAM_BIT(COVERS))                                                                           \
    X(PRECEDENCE, "precedence", 1, 0, 0)                                                           \
    X(INCIDENTAL_FIRST, "incidental-first", 1, 0, 0)                                               \
    X(PENDING_LIMIT, "pending-limit", 0, PARAM_BIT(NUMBER), 0)                                     \
    X(APPLIED, "applied", 1, 0, 0)                                                                 \
    X(AMENDABLE, "amendable", 1, 0, 0)                                                             \
    X(AMEND_DEGREES, "amend-degrees", 1, 0, 0)                                                     \
    X(BLANKS, "blanks", 0, 0, 0)                                                                   \
    X(PREVIOUS_QUESTION, "previous-question", 1, 0, 0)                                             \
    X(POSTPONE_LIMIT, "postpone-limit", 1, PARAM_BIT(WITHIN), 0)                                   \
    X(DEFERRAL_UNDATED, "deferral-undated", 1, PARAM_BIT(ALLOWED), 0)                              \
    X(DIVISION, "division", 0, 0, 0)                                                               \
    X(RENEWAL, "renewal", 1, 0, 0)                                                                 \
    X(POINT_IN_TIME, "point-in-time", 1, 0, 0)                                                     \
    X(CHAIR_RULES, "chair-rules", 1, 0, 0)                                                         \
    X(APPEAL_IN_TIME, "appeal-in-time", 1, 0, 0)                                                   \
    X(APPEAL_TIE, "appeal-tie", 1, 0, 0)                                                           \
    X(SUSPENSION, "suspension", 1, 0, 0)                                                           \
    X(OBJECTION_IN_TIME, "objection-in-time", 0, 0, 0)                                             \
    X(RECONSIDER_SIDE, "reconsider-side", 1, 0, 0)                                                 \
    X(RECONSIDER_TIME, "reconsider-time", 1, PARAM_BIT(TIME), 0)                                   \
    X(RECONSIDER_ONCE, "reconsider-once", 1, 0, 0)                                                 \
    X(RECONSIDER_KIND, "reconsider-kind", 1, 0, 0)                                                 \
    X(ROLL_CALL, "roll-call", 1, PARAM_BIT(DEMAND), 0)                                             \
    X(FINAL_PASSAGE, "final-passage", 0, 0, 0)                                                     \
    X(READINGS, "readings", 0, PARAM_BIT(NUMBER), 0)                                               \
    X(CONSENT_AGENDA, "consent-agenda", 0, 0, 0)                                                   \
    X(WALK_ON, "walk-on", 0, PARAM_BIT(ALLOWED), 0)                                                \
    X(SPECIAL_CALL, "special-call", 0, 0, 0)                                                       \
    X(VETO_FIRST, "veto-first", 0, 0, 0)                                                           \
    X(VETO_OVERRIDE, "veto-override", 0, 0, 0)                                                     \
    X(CLOSED_SESSION, "closed-session", 1, PARAM_BIT(ALLOWED), 0)                                  \
    X(HEARING, "hearing", 0, 0, 0)                                                                 \
    X(HEARING_OATH, "hearing-oath", 0, 0, 0)                                                       \
    X(HEARING_DISCLOSURE, "hearing-disclosure", 0, 0, 0)                                           \
    X(ITEM_DISPOSED, "item-disposed", 0, 0, 0)                                                     \
    X(VOTES_SHOWN, "votes-shown", 1, PARAM_BIT(SHOWN), 0)                                          \
    X(VOTE_APPEAL, "vote-appeal", 1, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)                  \
    X(VOTE_OBJECTION, "vote-objection", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)            \
    X(VOTE_RESCIND, "vote-rescind", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)                \
    X(VOTE_EMERGENCY, "vote-emergency", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED), VOTE_MAY)            \
    X(VOTE_MAJORITY_PLUS_ONE, "vote-majority-plus-one", 0, PARAM_BIT(BASE) | PARAM_BIT(NEED),      \
      VOTE_MAY)

/* X(name, "key", "words that it may be, or what number"): the parameters of rules.
 * A word's place in the list, from 0, is its value. */
#define PARAM_LIST(X)                                                                              \
    X(OF, "of", "seats sitting")              /* of which number of members */                     \
    X(NEED, "need", "<need>")                 /* majority, majority-plus-one, N/D, or a count */   \
    X(REMOTE, "remote", "no yes")             /* do members who take part from afar count */       \
    X(RECUSED, "recused", "no yes unsettled") /* do members who may not vote count */              \
    X(MOVES, "moves", "no yes")               /* may the presiding member move and second */       \
    X(VOTES, "votes", "no yes affects ties")  /* may the presiding member vote */                  \
    X(REQUIRED, "required", "no yes")                                                              \
    X(ALLOWED, "allowed", "no yes")                                                                \
    X(BASE, "base", "cast present seats sitting quorum") /* of what the need is a share */         \
    X(DAYS, "days", "<number>")                                                                    \
    X(UNTIL, "until", "<clock>")      /* HH:MM of the last day; minutes since its midnight */      \
    X(OVERRIDE, "override", "<rule>") /* the rule of the vote that overrides */                    \
    X(COVERS, "covers", "legislation ordinances") /* what may be vetoed: resolutions and           \
                                                     ordinances, or ordinances alone */            \
    X(SIDE, "side", "for against")                /* whose votes must reach the need */            \
    X(OR, "or", "<rule>")                   /* the rule of another vote that is enough as well */  \
    X(NOTICED, "noticed", "<rule>")         /* the rule of the vote where notice was given */      \
    X(TIME, "time", "meeting next-meeting") /* until the end of which meeting */                   \
    X(WITHIN, "within", "next-regular any") /* how far a question may be postponed */              \
    X(NUMBER, "count", "<number>")                                                                 \
    X(DEMAND, "demand", "no yes")   /* does one member's demand suffice */                         \
    X(SHOWN, "shown", "cast close") /* votes by name: at once, or when the result is announced */  \
    X(SUSPEND, "suspend", "no yes") /* may the body suspend the rule */

/* X(name, "id", "in words"): the kinds of motion that a pack's table may have a row for. */
#define MOTION_LIST(X)                                                                             \
    X(MAIN, "main", "main motion")                                                                 \
    X(FIX_TIME, "fix-time", "motion to fix the time to which to adjourn")                          \
    X(ADJOURN, "adjourn", "motion to adjourn")                                                     \
    X(RECESS, "recess", "motion to recess")                                                        \
    X(PRIVILEGE, "privilege", "question of privilege")                                             \
    X(ORDERS, "orders-of-the-day", "call for the orders of the day")                               \
    X(TABLE, "lay-on-the-table", "motion to lay on the table")                                     \
    X(PREVIOUS, "previous-question", "previous question")                                          \
    X(LIMIT, "limit-debate", "motion to limit or extend debate")                                   \
    X(POSTPONE, "postpone-definite", "motion to postpone to a certain time")                       \
    X(REFER, "refer", "motion to refer")                                                           \
    X(AMEND, "amend", "motion to amend")                                                           \
    X(INDEFINITE, "postpone-indefinitely", "motion to postpone indefinitely")                      \
    X(POINT, "point-of-order", "point of order")                                                   \
    X(APPEAL, "appeal", "appeal from the decision of the chair")                                   \
    X(SUSPEND, "suspend-rules", "motion to suspend the rules")                                     \
    X(OBJECT, "object-to-consideration", "objection to the consideration of the question")         \
    X(DIVIDE, "division-of-question", "motion to divide the question")                             \
    X(PARAGRAPH, "consider-by-paragraph", "motion to consider by paragraph")                       \
    X(DIVISION, "division-of-assembly", "division of the assembly")                                \
    X(METHOD, "method-of-voting", "motion on the method of voting")                                \
    X(WITHDRAW, "withdraw", "request to withdraw a motion")                                        \
    X(INQUIRY, "inquiry", "inquiry")                                                               \
    X(RECONSIDER, "reconsider", "motion to reconsider")                                            \
    X(RESCIND, "rescind", "motion to rescind or amend something adopted")                          \
    X(TAKE, "take-from-the-table", "motion to take from the table")                                \
    X(DISCHARGE, "discharge", "motion to discharge a committee")                                   \
    X(CONSENT_AGENDA, "consent-agenda", "motion to adopt the consent agenda")                      \
    X(OVERRIDE, "override-veto", "motion to override a veto")

#endif
