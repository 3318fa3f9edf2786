package org.ocpiplatform.write.partners;

import java.time.Duration;

/**
 * How the platform cares for its registrations.
 *
 * @param rotateAfter age at which a partner's token is replaced; zero means never
 */
public record PartnerSettings(Duration rotateAfter) {}
