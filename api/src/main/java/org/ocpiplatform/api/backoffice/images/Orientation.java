package org.ocpiplatform.api.backoffice.images;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, as Exif says in a JPEG: viewers turn and mirror what they show accordingly.
 *
 * @param value 1 to 8, as in Exif; 1 is upright
 */
record Orientation(int value) {

    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int MARKER = 0xFF;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    /** That of a JPEG; upright if it says nothing or nothing sensible. */
    static Orientation of(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && unsigned(jpeg[at]) == MARKER) {
            int type = unsigned(jpeg[at + 1]);
            if (type == MARKER) {
                at++;
                continue;
            }
            int length = unsigned(jpeg[at + 2]) << 8 | unsigned(jpeg[at + 3]);
            int end = at + 2 + length;
            if (type == START_OF_SCAN || length < 2 || end > jpeg.length) {
                break;
            }
            if (type == APP1 && isExif(jpeg, at + 4, end)) {
                return ofTiff(ByteBuffer.wrap(jpeg, at + 4 + EXIF.length, end - at - 4 - EXIF.length)
                        .slice());
            }
            at = end;
        }
        return UPRIGHT;
    }

    private static boolean isExif(byte[] jpeg, int from, int end) {
        if (from + EXIF.length > end) {
            return false;
        }
        for (int i = 0; i < EXIF.length; i++) {
            if (jpeg[from + i] != EXIF[i]) {
                return false;
            }
        }
        return true;
    }

    private static Orientation ofTiff(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > tiff.limit()) {
                break;
            }
            if (Short.toUnsignedInt(tiff.getShort((int) entry)) == TAG && tiff.getShort((int) entry + 2) == SHORT) {
                int value = Short.toUnsignedInt(tiff.getShort((int) entry + 8));
                return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static int unsigned(byte b) {
        return b & 0xFF;
    }

    /** Whether what is shown is as wide as the stored image is high. */
    boolean turnsByQuarter() {
        return value >= 5;
    }

    /** An image as it is shown. */
    BufferedImage shown(BufferedImage stored) {
        if (value == 1) {
            return stored;
        }
        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        BufferedImage shown = turnsByQuarter()
                ? new BufferedImage(stored.getHeight(), stored.getWidth(), stored.getType())
                : new BufferedImage(stored.getWidth(), stored.getHeight(), stored.getType());
        for (int y = 0; y <= bottom; y++) {
            for (int x = 0; x <= right; x++) {
                int color = stored.getRGB(x, y);
                switch (value) {
                    case 2 -> shown.setRGB(right - x, y, color);
                    case 3 -> shown.setRGB(right - x, bottom - y, color);
                    case 4 -> shown.setRGB(x, bottom - y, color);
                    case 5 -> shown.setRGB(y, x, color);
                    case 6 -> shown.setRGB(bottom - y, x, color);
                    case 7 -> shown.setRGB(bottom - y, right - x, color);
                    default -> shown.setRGB(y, right - x, color);
                }
            }
        }
        return shown;
    }
}
