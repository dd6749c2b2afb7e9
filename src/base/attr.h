/* Attributes of functions and variables, spelled once. */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

#define MUST               __attribute__((warn_unused_result))
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define NORETURN           __attribute__((noreturn))
#define NONNULL            __attribute__((returns_nonnull))
#define UNUSED             __attribute__((unused))
/* May be defined in several files: they share it. */
#define WEAK __attribute__((weak))
/* Run fn(&variable) when the variable leaves its scope. */
#define SCOPED(fn) __attribute__((cleanup(fn)))

#endif
