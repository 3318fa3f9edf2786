package org.ocpiplatform.write.backoffice;

import java.nio.file.Path;

/**
 * Where those who run the platform find what they must tell a company.
 *
 * @param directory that holds a file for each notice, readable for this user only
 */
public record NoticeSettings(Path directory) {}
