/* What the files of the slow floor share among themselves. */
#ifndef TESTS_SLOW_INSIDE_H
#define TESTS_SLOW_INSIDE_H

#include "floor_slow.h"

bool here(const struct slow *s, int m);

bool somebody_here(const struct slow *s);

bool on_item(const struct slow *s, sv item, int member);

/* What is known of the item that an act is about; of one that no act named before, what the act
 * brings along. */
struct slow_item about(const struct slow *s, sv id, const struct floor_act *act);

sv item_or_open(const struct slow *s, const struct floor_act *act);

bool has_rule(const struct slow *s, enum rule_id r);

int param(const struct slow *s, enum rule_id r, enum rule_param p);

bool main_class(enum motion_type t);

bool incidental(enum motion_type t);

bool ranked(enum motion_type t);

bool is_blank(const struct slow_motion *x);

/* What is proposed for a blank needs no second (RONR 12th 12:92). */
bool needs_second(const struct slow *s, int n);

/* Moved, and nothing came of it yet: it falls by itself when the body goes on. */
bool bare(const struct slow *s, int n);

bool stands(const struct slow *s, int n);

/* The immediately pending question: the last one made that still stands. */
int immediate(const struct slow *s);

int standing_count(const struct slow *s);

/* Applied to that motion, or to one that is applied to it, and so on. */
bool adheres(const struct slow *s, int n, int to);

bool announced(enum floor_outcome o);

bool ruling(enum floor_outcome o);

/* The last decision; none while it is pending, or where there is no such motion. */
enum floor_outcome decided(const struct slow *s, int n);

bool decided_by_voice(const struct slow *s, int n);

sv about_item(const struct slow *s, const struct floor_act *act, int target);

bool lists(const sv *items, int count, sv id);

bool is_rule(enum rule_id r);

int votes(const struct slow *s, int n, char which);

bool voted_by_name(const struct slow *s, int n);

/* Somebody voted by name, otherwise than by objecting to consent. */
bool under_way(const struct slow *s, int n);

bool another_under_way(const struct slow *s, int but);

int quorum(const struct slow *s);

/* Enough members for business about that item ("" for none). */
bool enough(const struct slow *s, sv item, bool unsettled_counts);

int at_the_vote(const struct slow *s, int n);

/* The rule of the vote: what the law asks for, or the row of the table; with notice, the one that
 * it names for that.  What the chair decides or one member demands is put by the main motion's. */
enum rule_id vote_rule(const struct slow *s, const struct slow_motion *m);

/* The question is whether enough are against: so says its row, whatever rule the law asks for. */
bool against(const struct slow *s, const struct slow_motion *m);

bool reached(const struct slow *s, int n, enum rule_id r, int with, int yes, int no);

/* What these votes amount to. */
enum floor_outcome result(const struct slow *s, int n, int yes, int no);

/* What the announcement makes it; by consent what nobody objects to. */
enum floor_outcome outcome_of(const struct slow *s, const struct floor_act *act);

/* It leaves: first what adheres to it falls, from the top down. */
void leave(struct slow *s, int n, enum floor_outcome outcome, int by);

/* It was decided in the way in which it has an effect. */
bool carried(const struct slow *s, int n);

/* The main motion on an ordinance by which it passes. */
bool passes_ordinance(const struct slow *s, const struct slow_motion *m);

/* It was put off or away here, and nothing became of it since. */
bool disposed_of(const struct slow *s, sv item);

/* The counts and the rule of an announcement that can be. */
void count(const struct slow *s, const struct floor_act *act, struct slow_answer *ret);

#endif
