/* A paper with every kind of block, and text that XML must not be hurt by. */
#ifndef TESTS_PAPER_SAMPLE_H
#define TESTS_PAPER_SAMPLE_H

#include "view/models.h"

extern const struct view_paper sample_paper;

#endif
