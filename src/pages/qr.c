/* QR codes as paths. */
#include <qrencode.h>

#include "base/buf.h"
#include "base/limits.h"
#include "pages/inner.h"

enum { QUIET = 4 };

err *page_qr(struct arena *a, sv text, sv *ret_path, int64_t *ret_size)
{
    QRcode *code = QRcode_encodeString8bit(sv_cstr(a, text), 0, QR_ECLEVEL_M);
    if (!code) {
        return err_make(a, E_LIMIT, "This is too long for a QR code.");
    }
    struct buf b = buf_make(LIMIT_PAGE_BYTES);
    int side = code->width;
    for (int y = 0; y < side; y++) {
        const unsigned char *row = code->data + (size_t)y * (size_t)side;
        for (int x = 0; x < side; x++) {
            int from = x;
            while (x < side && (row[x] & 1)) {
                x++;
            }
            if (x > from) {
                buf_fmt(&b, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
            }
        }
    }
    QRcode_free(code);
    *ret_path = buf_dup(a, &b);
    *ret_size = side + 2 * QUIET;
    buf_free(&b);
    return NULL;
}
