package org.ocpiplatform.api.backoffice.images;

import org.springframework.stereotype.Component;

/** Tells what image a file is, by its content alone, and makes of it what is stored. */
@Component
final class ImageReading {

    private final RasterReading raster = new RasterReading();

    /**
     * The image in a file.
     *
     * @throws UnusableImageException if it is none, or none that can be taken
     */
    UsableImage read(byte[] content) throws UnusableImageException {
        if (content.length == 0) {
            throw new UnusableImageException("is empty");
        }
        ImageFormat format = ImageFormat.of(content)
                .orElseThrow(() -> new UnusableImageException("is no PNG, JPEG, GIF or SVG image"));
        return format == ImageFormat.SVG ? new SvgCleaning().clean(content) : raster.read(format, content);
    }
}
