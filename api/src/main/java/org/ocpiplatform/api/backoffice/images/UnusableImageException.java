package org.ocpiplatform.api.backoffice.images;

/** A file that cannot be taken as an image; the message goes on after the name of the file, as in "is empty". */
final class UnusableImageException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableImageException(String message) {
        super(message, null, false, false);
    }
}
