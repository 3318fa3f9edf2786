package org.ocpiplatform.api.backoffice.images;

import org.ocpiplatform.api.backoffice.BackOfficeSettings;

/** How large a request with images may be. */
public final class UploadLimits {

    /** Files in one request at most. */
    public static final int MAX_FILES = 5;

    /** Parts in one request at most, also those that are ignored. */
    public static final int MAX_PARTS = 20;

    private static final long MARGIN_BYTES = 1024 * 1024;

    private UploadLimits() {}

    /** Bytes of a request at most: those of its files, and some for what is around them. */
    public static long requestBytes(BackOfficeSettings settings) {
        return (long) MAX_FILES * settings.maxImageBytes() + MARGIN_BYTES;
    }
}
