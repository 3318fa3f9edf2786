package org.ocpiplatform.contract.images;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a stored image, which is part of its URL and never used again for another.
 *
 * @param value letters a to z, digits and hyphens, then a dot and the type: png, jpeg, gif or svg
 */
public record ImageName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,80}\\.(png|jpeg|gif|svg)");

    /** @throws IllegalArgumentException if it has another form */
    public ImageName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of an image: " + value);
        }
    }

    /** The name in a text that anybody may have sent; none if it has another form. */
    public static Optional<ImageName> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ImageName(text)) : Optional.empty();
    }

    /** The type: png, jpeg, gif or svg. */
    public String type() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
