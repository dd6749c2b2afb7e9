/* Routes: the table of addresses, matching and building them.  Pure. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include <stdbool.h>
#include <stdint.h>

#include "acts/rights.h"
#include "base/err.h"
#include "base/sv.h"
#include "http/request.h"
#include "web/routes.tbl.h"

enum web_route {
#define X(id, ...) ROUTE_##id,
    WEB_ROUTES(X)
#undef X
        WEB_ROUTE_COUNT
};

/* Who may ask, as a set of roles. */
enum {
    READ_ANYONE = 0,                                             /* signed in or not */
    READ_SIGNED = (1u << ACT_ROLES) - (1u << (ROLE_PUBLIC + 1)), /* whoever is signed in */
    READ_DESK = 1u << ROLE_CLERK | 1u << ROLE_CHAIR | 1u << ROLE_ADMIN,
    READ_CLERKS = 1u << ROLE_CLERK,
    READ_MEMBERS = 1u << ROLE_MEMBER | 1u << ROLE_CHAIR,
    READ_CHAIRS = 1u << ROLE_CHAIR | 1u << ROLE_CLERK,
    READ_ADMINS = 1u << ROLE_ADMIN,
    READ_DRAFTS = 1u << ROLE_CLERK | 1u << ROLE_STAFF | 1u << ROLE_MEMBER | 1u << ROLE_CHAIR,
    READ_AGENCIES = 1u << ROLE_AGENCY | 1u << ROLE_AUDITOR | 1u << ROLE_CLERK,
    READ_AUTHORS = 1u << ROLE_CLERK | 1u << ROLE_STAFF,
    READ_KEEPERS = 1u << ROLE_CLERK | 1u << ROLE_ADMIN | 1u << ROLE_AGENCY,
    READ_STAFF = 1u << ROLE_CLERK | 1u << ROLE_CHAIR | 1u << ROLE_ADMIN | 1u << ROLE_MEMBER |
                 1u << ROLE_AGENCY
};

enum web_cache_class {
    CACHE_PAGE,   /* kept until a subject that it read is touched; caches of others ask each time */
    CACHE_FRESH,  /* made each time; caches of others ask each time */
    CACHE_STREAM, /* events */
    CACHE_PLAIN,  /* never stored, for programs */
    CACHE_ASSET,  /* may be kept for minutes */
    CACHE_PRIVATE, /* never stored, never indexed */
};

struct web_route_info {
    const char *id;          /* "CLERK_MEETING" */
    enum http_method method; /* HTTP_GET stands for HEAD too */
    const char *pattern;
    unsigned readers; /* roles by bit; 0: anyone */
    enum web_cache_class cache;
    bool twin;
    const char *help;
};

/* The table, in the order of enum web_route. */
extern const struct web_route_info web_routes[WEB_ROUTE_COUNT];

/* The typed parts of an address; those that its pattern does not have are empty. */
struct web_params {
    sv body, file, member, account; /* ids */
    sv date;                        /* YYYY-MM-DD, or with -n from 2 */
    sv month;                       /* YYYY-MM */
    sv instrument, holder;          /* ids */
    sv feed;                        /* an id with .ics behind it */
    sv hash;                        /* 64 of 0-9 a-f */
    sv kind;                        /* of an act */
    sv asset;                       /* a name of a-z 0-9 . - */
    sv token;                       /* 16-128 of A-Z a-z 0-9 _ - */
    sv seq;                         /* decimal digits */
    sv list;                        /* an id */
};

enum web_found {
    FOUND,         /* route, params and json are set */
    FOUND_NOTHING, /* no such address: 404 */
    FOUND_METHOD,  /* other methods: 405; allow is set */
    FOUND_BAD,     /* a part is not of its type: 400; bad names it, says says what it is */
    FOUND_SLASH    /* the same without the slash at its end: 308 */
};

struct web_match {
    enum web_route route;
    bool json; /* the twin */
    struct web_params params;
    const char *bad, *says;
    const char *allow; /* "GET, HEAD", "POST" or "GET, HEAD, POST" */
};

/* Find the route of a method and a decoded path.  Lifetime: views of path. */
MUST enum web_found web_route_match(enum http_method method, sv path, struct web_match *ret);

/* The address of a route with its parts percent-encoded; those that the pattern needs must be set.
 * json: the twin's.  Lifetime: a. */
sv web_route_path(struct arena *a, enum web_route route, const struct web_params *p, bool json);

/* True when an actor of this role (ROLE_PUBLIC for nobody) may ask for the route. */
bool web_route_may(enum web_route route, enum act_role role);

/* A place within the site that a form may send its user to: one '/' at its start, visible ASCII
 * without quotes, angle brackets and backslashes, at most 512 bytes. */
bool web_place_valid(sv next);

#endif
