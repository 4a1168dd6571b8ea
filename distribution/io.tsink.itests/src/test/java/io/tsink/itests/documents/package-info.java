/// The documents of the project, held against the tree they describe.
@NullMarked
package io.tsink.itests.documents;

import org.jspecify.annotations.NullMarked;
