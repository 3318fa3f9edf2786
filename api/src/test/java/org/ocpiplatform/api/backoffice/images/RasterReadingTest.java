package org.ocpiplatform.api.backoffice.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of pixels. */
class RasterReadingTest {

    private final ImageReading reading = new ImageReading();

    @ParameterizedTest
    @CsvSource({
        "png, 640, 480, png, 320, 240",
        "png, 100, 50, png, 100, 50",
        "jpeg, 1000, 2000, jpeg, 160, 320",
        "jpeg, 1, 1, jpeg, 1, 1",
        "gif, 400, 300, png, 320, 240",
        "png, 2000, 3, png, 320, 1"
    })
    void whatAnImageIsItsContentSays(
            String type, int width, int height, String thumbnailType, int thumbnailWidth, int thumbnailHeight)
            throws Exception {
        byte[] content = switch (type) {
            case "png" -> TestImages.png(width, height);
            case "jpeg" -> TestImages.jpeg(width, height);
            default -> TestImages.gif(width, height);
        };

        UsableImage image = reading.read(content);

        assertThat(image.format().type()).isEqualTo(type);
        assertThat(image.content()).isSameAs(content);
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        assertThat(image.thumbnail().format().type()).isEqualTo(thumbnailType);
        BufferedImage thumbnail = TestImages.decoded(image.thumbnail().content());
        assertThat(thumbnail.getWidth()).isEqualTo(thumbnailWidth);
        assertThat(thumbnail.getHeight()).isEqualTo(thumbnailHeight);
        assertThat(ImageFormat.of(image.thumbnail().content()))
                .hasValue(image.thumbnail().format());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 200, 100, 0, 0", "2, 200, 100, 1, 0", "3, 200, 100, 1, 1", "4, 200, 100, 0, 1",
        "5, 100, 200, 0, 0", "6, 100, 200, 1, 0", "7, 100, 200, 1, 1", "8, 100, 200, 0, 1"
    })
    void photosAreShownAsTheCameraWasHeld(int orientation, int width, int height, int redRight, int redBelow)
            throws Exception {
        UsableImage image = reading.read(TestImages.oriented(TestImages.quarters(200, 100), orientation));

        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        BufferedImage thumbnail = TestImages.decoded(image.thumbnail().content());
        assertThat(thumbnail.getWidth()).isEqualTo(width);
        for (int right = 0; right < 2; right++) {
            for (int below = 0; below < 2; below++) {
                int color = thumbnail.getRGB(width / 4 + right * width / 2, height / 4 + below * height / 2);
                boolean red = (color >> 16 & 0xFF) > (color & 0xFF);
                assertThat(red).isEqualTo(right == redRight && below == redBelow);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65_535})
    void anOrientationThatDoesNotExistIsNone(int orientation) throws Exception {
        assertThat(reading.read(TestImages.oriented(TestImages.quarters(20, 10), orientation))
                        .width())
                .isEqualTo(20);
    }

    @Test
    void metadataOfAPhotoIsNotInItsThumbnail() throws Exception {
        byte[] photo = TestImages.oriented(TestImages.quarters(20, 10), 1);
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("Exif");
        assertThat(new String(reading.read(photo).thumbnail().content(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "progressive", "gif"})
    void whatIsTruncatedIsRefused(String type) {
        byte[] whole = switch (type) {
            case "png" -> TestImages.png(300, 300);
            case "jpeg" -> TestImages.jpeg(300, 300);
            case "progressive" -> TestImages.progressiveJpeg(300, 300);
            default -> TestImages.gif(300, 300);
        };
        for (int length : new int[] {8, 12, 40, whole.length / 4, whole.length / 2, whole.length - 200}) {
            refused(Arrays.copyOf(whole, length), "is truncated or damaged");
        }
    }

    @Test
    void progressivePhotosAreRead() throws Exception {
        assertThat(reading.read(TestImages.progressiveJpeg(500, 300)).width()).isEqualTo(500);
    }

    @Test
    void damageIsNoticed() {
        byte[] png = TestImages.png(300, 300);
        png[png.length / 2] ^= 1;
        refused(png, "is truncated or damaged");
        // Well-formed around it, but no compressed data.
        refused(TestImages.png(10, 10, new byte[] {1, 2, 3}), "is truncated or damaged");
        refused(TestImages.png(10, 10, new byte[0]), "is truncated or damaged");
    }

    @ParameterizedTest
    @CsvSource({"100000, 1", "1, 100000", "2147483647, 2147483647", "0, 5", "-1, 5"})
    void sidesAreBounded(int width, int height) {
        refused(TestImages.png(width, height, new byte[10]), "");
    }

    @Test
    void pixelsAreCountedBeforeTheyAreDecoded() throws Exception {
        byte[] bomb = TestImages.flatPng(50_001, 1_000);
        assertThat(bomb.length).isLessThan(50_000);
        refused(bomb, "has more than 50 million pixels");

        UsableImage largest = reading.read(TestImages.flatPng(50_000, 1_000));
        assertThat(largest.width()).isEqualTo(50_000);
        assertThat(TestImages.decoded(largest.thumbnail().content()).getWidth()).isEqualTo(320);
    }

    @Test
    void framesCountTogether() throws Exception {
        assertThat(reading.read(TestImages.animation(100, 100, 20)).height()).isEqualTo(100);
        refused(TestImages.animation(2_000, 2_600, 10), "has more than 50 million pixels");
        refused(TestImages.animation(1, 1, 1_001), "has more than 1000 frames");
    }

    @Test
    void aTruncatedAnimationIsRefused() {
        byte[] whole = TestImages.animation(100, 100, 20);
        refused(Arrays.copyOf(whole, whole.length * 3 / 4), "is truncated or damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)",
                "GIF89a<html><script>alert(1)</script>",
                "\u0089PNG\r\n\u001a\n<script>alert(1)</script>",
                "\u00ff\u00d8\u00ff\u00e0<?php system($_GET[0]); ?>"
            })
    void signaturesAloneMakeNoImage(String polyglot) {
        refused(polyglot.getBytes(StandardCharsets.ISO_8859_1), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7", "RIFF1234WEBP", "BM1234567890", "hello", "\u0000", "   ", "MZ", "{}"})
    void otherFilesAreNoImages(String content) {
        refused(content.getBytes(StandardCharsets.ISO_8859_1), "is no PNG, JPEG, GIF or SVG image");
    }

    @Test
    void nothingIsNoImage() {
        refused(new byte[0], "is empty");
    }

    private void refused(byte[] content, String message) {
        assertThatExceptionOfType(UnusableImageException.class)
                .isThrownBy(() -> reading.read(content))
                .withMessageStartingWith(message);
    }
}
