package org.ocpiplatform.write.partners;

import java.time.Duration;

/**
 * How the platform cares for its registrations.
 *
 * @param rotateAfter age at which a partner's token is replaced; zero means never
 * @param upkeepInterval between looks at what partners must be told
 */
public record PartnerSettings(Duration rotateAfter, Duration upkeepInterval) {}
