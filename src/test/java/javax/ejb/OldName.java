package javax.ejb;

/** Stands in for Java EE, which is not on the class path. */
public final class OldName {}
