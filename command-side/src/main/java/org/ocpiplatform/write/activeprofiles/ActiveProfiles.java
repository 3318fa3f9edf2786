package org.ocpiplatform.write.activeprofiles;

/** How active charging profiles are kept up to date. */
public final class ActiveProfiles {

    /** The processor that learns of them from requests about charging profiles. */
    public static final String PROCESSOR = "active_profiles";

    private ActiveProfiles() {}
}
