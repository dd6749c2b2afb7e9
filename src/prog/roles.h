/* The process roles.  Each function is a child's whole life: it never returns. */
#ifndef PROG_ROLES_H
#define PROG_ROLES_H

#include "base/attr.h"
#include "prog/config.h"

/* How the parent and its children speak: packets on a unix socket, the first byte says what. */
enum control {
    CONTROL_READY = 'r',  /* child: it serves now */
    CONTROL_WEB = 'w',    /* to the writer or paper, with a descriptor: a worker's channel */
    CONTROL_AUTH = 'a',   /* to the writer, with a descriptor: the channel to auth */
    CONTROL_WRITER = 'W', /* to a worker, with a descriptor: its channel to the writer */
    CONTROL_PAPER = 'P',  /* to a worker, with a descriptor: its channel to the paper role */
    CONTROL_LISTEN = 'l'  /* to a worker, with a descriptor: a listening socket */
};

/* control: the child's socket to the parent; dir: the data directory; channel: to the writer. */
NORETURN void role_writer(const char *dir, const struct config *c, int control);
NORETURN void role_auth(int channel);
NORETURN void role_paper(const char *dir, int control);
NORETURN void role_web(const char *dir, const struct config *c, int control);

/* Serve the directory until told to end; the exit status of the command. */
int role_parent(const char *dir, const struct config *c);

#endif
