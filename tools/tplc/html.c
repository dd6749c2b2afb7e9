/* What the compiler knows of HTML. */
#include "tplc/inner.h"

static bool one_of(sv s, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (sv_is(s, names[i])) {
            return true;
        }
    }
    return false;
}

#define ONE_OF(s, names) one_of((s), (names), sizeof(names) / sizeof *(names))

bool html_void(sv element)
{
    static const char *const names[] = {"area",  "br",   "col",  "embed",  "hr",    "img",
                                        "input", "link", "meta", "source", "track", "wbr"};
    return ONE_OF(element, names);
}

bool html_ends_p(sv element)
{
    static const char *const names[] = {
        "address", "article", "aside",    "blockquote", "details", "dialog", "div",    "dl",
        "dd",      "dt",      "fieldset", "figcaption", "figure",  "footer", "form",   "h1",
        "h2",      "h3",      "h4",       "h5",         "h6",      "header", "hgroup", "hr",
        "li",      "main",    "menu",     "nav",        "ol",      "p",      "pre",    "search",
        "section", "summary", "table",    "ul"};
    return ONE_OF(element, names);
}

const char *html_element_refused(sv element)
{
    static const char *const obsolete[] = {"applet",   "frame", "frameset", "noembed",
                                           "noframes", "param", "listing",  "plaintext",
                                           "xmp",      "image", "marquee",  "isindex"};
    static const char *const moving[] = {"animate", "animatemotion", "animatetransform", "set",
                                         "foreignobject"};
    if (ONE_OF(element, obsolete)) {
        return "this element is obsolete and read differently by every parser; use another";
    }
    if (ONE_OF(element, moving)) {
        return "this element could rewrite addresses of the drawing around it; leave it out";
    }
    if (sv_is(element, "style")) {
        return "styles stand in the style sheet only; put the rule there and name a class here";
    }
    if (sv_is(element, "base")) {
        return "<base> would move every address of the page; write the addresses out";
    }
    return NULL;
}

const char *html_attribute_refused(sv name)
{
    if (sv_starts(name, SV("on"))) {
        return "script in an attribute is refused; give the element a name and let the script file "
               "find it";
    }
    if (sv_is(name, "style")) {
        return "styles stand in the style sheet only; put the rule there and name a class here";
    }
    if (sv_is(name, "srcdoc")) {
        return "a page within an attribute is refused; give its address by src";
    }
    return NULL;
}

const char *html_attribute_fixed(sv element, sv name)
{
    static const char *const lists[] = {"srcset", "imagesrcset", "ping", "archive", "usemap"};
    static const char *const powers[] = {"http-equiv",     "sandbox",      "integrity",
                                         "nonce",          "allow",        "crossorigin",
                                         "referrerpolicy", "attributename"};
    if (ONE_OF(name, lists)) {
        return "an attribute that holds a list of addresses takes only a fixed value";
    }
    if (ONE_OF(name, powers) || sv_starts(name, SV("xmlns"))) {
        return "an attribute that the page's safety rests on takes only a fixed value";
    }
    if (sv_is(element, "script")) {
        return "a script tag takes only fixed values";
    }
    if (sv_is(element, "link") && sv_is(name, "rel")) {
        return "the rel of a link element takes only a fixed value";
    }
    return NULL;
}

bool html_attribute_url(sv name)
{
    static const char *const names[] = {"href",     "src",     "action",   "formaction", "poster",
                                        "cite",     "data",    "manifest", "background", "longdesc",
                                        "codebase", "classid", "profile",  "xlink:href", "icon",
                                        "lowsrc",   "dynsrc"};
    return ONE_OF(name, names);
}

static bool same_lower(sv s, const char *lower)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if (c != lower[i]) {
            return false;
        }
    }
    return lower[s.n] == '\0';
}

bool html_address_ok(sv literal)
{
    for (size_t i = 0; i < literal.n; i++) {
        unsigned char c = (unsigned char)literal.p[i];
        if (c <= ' ' || c == '\\' || c == 0x7f) {
            return false;
        }
    }
    if (sv_starts(literal, SV("//"))) {
        return false;
    }
    for (size_t i = 0; i < literal.n; i++) {
        char c = literal.p[i];
        if (c == '/' || c == '?' || c == '#') {
            return true;
        }
        if (c == '&') {
            return false;
        }
        if (c == ':') {
            sv scheme = sv_sub(literal, 0, i);
            return same_lower(scheme, "http") || same_lower(scheme, "https") ||
                   same_lower(scheme, "mailto") || same_lower(scheme, "tel");
        }
    }
    return true;
}
