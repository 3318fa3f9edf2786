package org.ocpiplatform.api.backoffice.images;

import org.jspecify.annotations.Nullable;

/**
 * An image that can be stored.
 *
 * @param content what is stored: as it was sent, or for SVG what is harmless of it
 * @param width in pixels, as it is shown; none if an SVG does not tell
 * @param height in pixels, as it is shown; none if an SVG does not tell
 * @param thumbnail none for SVG, which has every size
 */
record UsableImage(
        ImageFormat format,
        byte[] content,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Thumbnail thumbnail) {

    /** The image made small. */
    record Thumbnail(ImageFormat format, byte[] content) {}
}
