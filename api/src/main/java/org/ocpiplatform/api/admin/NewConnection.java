package org.ocpiplatform.api.admin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Text;

/**
 * What an administrator says about a platform to register at.
 *
 * @param versionsUrl where its versions are listed
 * @param token the token A that its operator gave us
 */
record NewConnection(
        @NotNull @Text(min = 1, max = 100) String name,
        @NotNull @AbsoluteUrl String versionsUrl,

        @NotNull
        @Size(min = 1, max = 64)
        @Pattern(regexp = "[\\x21-\\x7E]*", message = "must be printable ASCII without spaces")
        String token) {

    /** The token is left out: this ends up in logs. */
    @Override
    public String toString() {
        return "NewConnection[" + name + ", " + versionsUrl + "]";
    }
}
