package org.ocpiplatform.contract.secrets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A secret as it is stored and sent between the parts of the platform: readable only with the platform's key.
 *
 * @param text as {@link SecretSeal} wrote it
 */
@Secret
public record SealedSecret(@JsonValue String text) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SealedSecret {}
}
