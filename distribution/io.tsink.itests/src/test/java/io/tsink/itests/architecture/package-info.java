/// The rules of docs/architecture.md, held against the classes of all modules.
///
/// A *module* is one that the parent lists and that has classes; its name is its folder's. An
/// *arrow* is a use of one module by another. [Arrows] is the table of those allowed, [EngineRows]
/// the table of the packages of the engine. Both are plain tables that answer for names;
/// [ArchitectureTest] asks them for each dependency of each class. A module that is in a table but
/// not in the tree is simply not asked about; one that is in the tree but not in the table fails.
@NullMarked
package io.tsink.itests.architecture;

import org.jspecify.annotations.NullMarked;
