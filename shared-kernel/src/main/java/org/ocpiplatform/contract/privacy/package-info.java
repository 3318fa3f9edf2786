/**
 * Personal data of drivers in what is stored: it is sealed under a key of each driver's token, so that deleting the key
 * makes it unreadable wherever it is.
 */
@NullMarked
package org.ocpiplatform.contract.privacy;

import org.jspecify.annotations.NullMarked;
