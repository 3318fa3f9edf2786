package org.ocpiplatform.contract.backoffice;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.ocpiplatform.ocpi.validation.Text;

/**
 * The person to turn to in a company.
 *
 * @param number of a telephone
 * @param email unique among all who have registered, in whatever case it is written
 */
public record Contact(
        @NotNull @Text(min = 1, max = 100) String name,

        @NotNull @Pattern(regexp = "\\+?[0-9][0-9 ()./-]{2,29}", message = "must be a telephone number")
        String number,

        @NotNull
        @Email(message = "must be an e-mail address")
        @Size(min = 1, max = 254, message = "must have 1 to 254 characters")
        String email) {}
