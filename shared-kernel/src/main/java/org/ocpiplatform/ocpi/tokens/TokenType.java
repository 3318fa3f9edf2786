package org.ocpiplatform.ocpi.tokens;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.ocpi.OpenEnum;
import org.ocpiplatform.ocpi.validation.Text;

/** The kind of a token (OCPI 2.3.0, TokenType open enum). */
public record TokenType(@Text(min = 1, max = 36) String value) implements OpenEnum {
    public static final TokenType AD_HOC_USER = new TokenType("AD_HOC_USER");
    public static final TokenType APP_USER = new TokenType("APP_USER");
    public static final TokenType EMAID = new TokenType("EMAID");
    public static final TokenType OTHER = new TokenType("OTHER");
    public static final TokenType RFID = new TokenType("RFID");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TokenType {}

    @Override
    @JsonValue
    public String value() {
        return value;
    }
}
