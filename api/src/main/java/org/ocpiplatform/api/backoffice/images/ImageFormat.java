package org.ocpiplatform.api.backoffice.images;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ocpiplatform.contract.images.ImageName;
import org.springframework.http.MediaType;

/** The kinds of images that are taken. */
enum ImageFormat {
    PNG(MediaType.IMAGE_PNG),
    JPEG(MediaType.IMAGE_JPEG),
    GIF(MediaType.IMAGE_GIF),
    SVG(new MediaType("image", "svg+xml"));

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_SIGNATURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] GIF_87 = {'G', 'I', 'F', '8', '7', 'a'};
    private static final byte[] GIF_89 = {'G', 'I', 'F', '8', '9', 'a'};

    private final MediaType mediaType;

    ImageFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    /** What the first bytes of a file say; of XML only that it may be SVG. None if they are of no such image. */
    static Optional<ImageFormat> of(byte[] content) {
        if (begins(content, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (begins(content, JPEG_SIGNATURE)) {
            return Optional.of(JPEG);
        }
        if (begins(content, GIF_87) || begins(content, GIF_89)) {
            return Optional.of(GIF);
        }
        return firstOfText(content) == '<' ? Optional.of(SVG) : Optional.empty();
    }

    /** The format of a stored image. */
    static ImageFormat of(ImageName name) {
        return valueOf(name.type().toUpperCase(Locale.ROOT));
    }

    /** As in OCPI and in names: png, jpeg, gif or svg. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType mediaType() {
        return mediaType;
    }

    private static boolean begins(byte[] content, byte[] signature) {
        return content.length >= signature.length
                && Arrays.equals(content, 0, signature.length, signature, 0, signature.length);
    }

    /** The first character after byte order mark and white space, in UTF-8 or, with a mark, UTF-16; 0 if there is none. */
    private static char firstOfText(byte[] content) {
        for (byte b : content) {
            boolean mark =
                    b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF || b == (byte) 0xFE || b == (byte) 0xFF;
            if (!mark && b != 0 && b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return (char) (b & 0xFF);
            }
        }
        return 0;
    }
}
