package org.ocpiplatform.api.backoffice.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ocpiplatform.api.backoffice.images.UsableImage.Thumbnail;
import org.ocpiplatform.contract.Rejection;

/**
 * Reads images made of pixels. Their size is known before anything is decoded; then they are decoded to their end, but
 * only one pixel of several is kept, so that memory stays bounded.
 */
final class RasterReading {

    /** Pixels on either side at most, because OCPI has five digits for them. */
    static final int MAX_SIDE = 99_999;

    /** Pixels at most, of all frames together. */
    static final long MAX_PIXELS = 50_000_000;

    /** Pixels on the longer side of a thumbnail. */
    static final int THUMBNAIL_SIDE = 320;

    private static final int MAX_FRAMES = 1_000;
    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int PNG_CHUNK_BYTES = 12;
    private static final int PNG_END = 0x49454E44;
    private static final int GIF_HEADER_BYTES = 13;
    private static final int GIF_FRAME_BYTES = 10;
    private static final byte GIF_END = 0x3B;
    private static final byte GIF_EXTENSION = 0x21;
    private static final byte GIF_FRAME = 0x2C;
    private static final String DAMAGED = "is truncated or damaged";

    private final PixelBudget budget = new PixelBudget(MAX_PIXELS);

    /**
     * The image in a file whose first bytes are those of the format.
     *
     * @throws UnusableImageException if it is too large or cannot be decoded to its end
     */
    UsableImage read(ImageFormat format, byte[] content) throws UnusableImageException {
        if (format == ImageFormat.PNG) {
            requireWholePng(content);
        }
        if (format == ImageFormat.GIF) {
            requireWholeGif(content);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.type()).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, false, true);
            return read(format, content, reader);
        } catch (IOException | RuntimeException e) {
            if (e instanceof Rejection rejection) {
                throw rejection;
            }
            // What decoders throw on bytes that they did not expect is of many types.
            throw new UnusableImageException(DAMAGED + ", or of a kind that cannot be read here");
        } finally {
            reader.dispose();
        }
    }

    private UsableImage read(ImageFormat format, byte[] content, ImageReader reader)
            throws IOException, UnusableImageException {
        int frames = format == ImageFormat.GIF ? reader.getNumImages(true) : 1;
        if (frames < 1) {
            throw new UnusableImageException(DAMAGED);
        }
        if (frames > MAX_FRAMES) {
            throw new UnusableImageException("has more than " + MAX_FRAMES + " frames");
        }
        int width = format == ImageFormat.GIF ? littleEndian(content, 6) : reader.getWidth(0);
        int height = format == ImageFormat.GIF ? littleEndian(content, 8) : reader.getHeight(0);
        long pixels = pixels(width, height);
        long inFrames = 0;
        for (int i = 0; i < frames; i++) {
            inFrames += pixels(reader.getWidth(i), reader.getHeight(i));
        }
        if (Math.max(pixels, inFrames) > MAX_PIXELS) {
            throw new UnusableImageException("has more than " + MAX_PIXELS / 1_000_000 + " million pixels");
        }
        Orientation orientation = format == ImageFormat.JPEG ? Orientation.of(content) : new Orientation(1);
        BufferedImage sample;
        try (PixelBudget.Share _ = budget.take(inFrames)) {
            sample = decode(reader, frames);
        }
        BufferedImage small = orientation.shown(thumbnail(sample, reader.getWidth(0), reader.getHeight(0), format));
        boolean turned = orientation.turnsByQuarter();
        return new UsableImage(
                format, content, turned ? height : width, turned ? width : height, encode(small, format));
    }

    private static long pixels(int width, int height) throws UnusableImageException {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new UnusableImageException("must have 1 to " + MAX_SIDE + " pixels on either side");
        }
        return (long) width * height;
    }

    /** Decodes every frame, and keeps of the first what a thumbnail needs. */
    private static BufferedImage decode(ImageReader reader, int frames) throws IOException, UnusableImageException {
        Warnings warnings = new Warnings();
        reader.addIIOReadWarningListener(warnings);
        BufferedImage first = null;
        for (int i = 0; i < frames; i++) {
            ImageReadParam parameters = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(reader.getWidth(i), reader.getHeight(i)) / (2 * THUMBNAIL_SIDE));
            parameters.setSourceSubsampling(step, step, 0, 0);
            BufferedImage frame = reader.read(i, parameters);
            first = first == null ? frame : first;
        }
        if (first == null || warnings.ofDamage) {
            throw new UnusableImageException(DAMAGED);
        }
        return first;
    }

    /**
     * Tells warnings of missing data from those of oddities that many cameras leave.
     */
    private static final class Warnings implements IIOReadWarningListener {

        private boolean ofDamage;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            String text = warning.toLowerCase(Locale.ROOT);
            ofDamage |= text.contains("truncated") || text.contains("premature") || text.contains("bad huffman");
        }
    }

    private static BufferedImage thumbnail(BufferedImage sample, int width, int height, ImageFormat format) {
        double scale = Math.min(1, (double) THUMBNAIL_SIDE / Math.max(width, height));
        int targetWidth = Math.max(1, (int) Math.round(width * scale));
        int targetHeight = Math.max(1, (int) Math.round(height * scale));
        int type = format == ImageFormat.JPEG ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage current = sample;
        // Bilinear scaling looks at four pixels, so it may only halve at a time.
        while (current.getWidth() > 2 * targetWidth && current.getHeight() > 2 * targetHeight) {
            current = scaled(current, current.getWidth() / 2, current.getHeight() / 2, type);
        }
        return scaled(current, targetWidth, targetHeight, type);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height, int type) {
        BufferedImage scaled = new BufferedImage(width, height, type);
        Graphics2D graphics = scaled.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return scaled;
    }

    private static Thumbnail encode(BufferedImage image, ImageFormat original) throws IOException {
        ImageFormat format = original == ImageFormat.JPEG ? ImageFormat.JPEG : ImageFormat.PNG;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format.type(), out)) {
                throw new IllegalStateException("nobody writes " + format);
            }
        }
        return new Thumbnail(format, bytes.toByteArray());
    }

    /** Readers of PNG stop at the last pixel and do not look at checksums. */
    private static void requireWholePng(byte[] content) throws UnusableImageException {
        ByteBuffer png = ByteBuffer.wrap(content);
        int at = PNG_SIGNATURE_BYTES;
        while (at + PNG_CHUNK_BYTES <= content.length) {
            int length = png.getInt(at);
            if (length < 0 || length > content.length - at - PNG_CHUNK_BYTES) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(content, at + 4, length + 4);
            if ((int) checksum.getValue() != png.getInt(at + 8 + length)) {
                break;
            }
            if (png.getInt(at + 4) == PNG_END) {
                return;
            }
            at += length + PNG_CHUNK_BYTES;
        }
        throw new UnusableImageException(DAMAGED);
    }

    /** Readers of GIF take what they have found when a file ends early for its last frame. */
    private static void requireWholeGif(byte[] content) throws UnusableImageException {
        int at = GIF_HEADER_BYTES + colorTableBytes(content, GIF_HEADER_BYTES - 3);
        while (at < content.length) {
            switch (content[at]) {
                case GIF_END -> {
                    return;
                }
                case GIF_EXTENSION -> at = afterBlocks(content, at + 2);
                case GIF_FRAME -> {
                    int colors = colorTableBytes(content, at + GIF_FRAME_BYTES - 1);
                    at = afterBlocks(content, at + GIF_FRAME_BYTES + colors + 1);
                }
                default -> throw new UnusableImageException(DAMAGED);
            }
        }
        throw new UnusableImageException(DAMAGED);
    }

    private static int colorTableBytes(byte[] content, int flagsAt) throws UnusableImageException {
        if (flagsAt >= content.length) {
            throw new UnusableImageException(DAMAGED);
        }
        int flags = content[flagsAt];
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int afterBlocks(byte[] content, int from) {
        int at = from;
        while (at < content.length && content[at] != 0) {
            at += 1 + (content[at] & 0xFF);
        }
        return at + 1;
    }

    private static int littleEndian(byte[] content, int at) throws UnusableImageException {
        if (content.length < at + 2) {
            throw new UnusableImageException(DAMAGED);
        }
        return content[at] & 0xFF | (content[at + 1] & 0xFF) << 8;
    }
}
