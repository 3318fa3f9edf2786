package org.ocpiplatform.read.history;

import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;

/**
 * Where an object is found in what this platform shows to others.
 *
 * @param module name of the OCPI module, or of the kind of object where a module has several
 * @param owner the party that owns the object; of a remote request the CPO that is asked
 * @param id as the object itself spells it, without what tells objects of one id apart
 */
public record ObjectAddress(Side side, String module, PartyId owner, String id) {}
