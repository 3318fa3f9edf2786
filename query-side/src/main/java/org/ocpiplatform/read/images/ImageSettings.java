package org.ocpiplatform.read.images;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where images are kept.
 *
 * @param directory that holds them; without one they are in the read store's MongoDB
 */
public record ImageSettings(@Nullable Path directory) {}
