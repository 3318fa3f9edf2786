/** The whole platform over HTTP, on real stores, and the rules of its architecture. */
package org.ocpiplatform.app;
