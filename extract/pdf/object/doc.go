// Package object reads the objects of a PDF: what its bytes are made of before
// any of it is a page.
//
//   - An Object is null, a boolean, a number, a Name, a String, an Array, a
//     Dict, a Stream or a Ref (间接引用), which names another object.
//   - A Source is where objects come from. It has three methods: the trailer,
//     the object behind a reference, the decoded bytes of a stream. Two exist:
//     our own reader of the file's structure, which is fast and repairs what is
//     broken, and ledongthuc/pdf.
//   - The cross-reference (交叉引用表) says where in the file each object stands;
//     where it is wrong the file is scanned for "N G obj" instead.
//   - A Document is a Source with a cache and with accessors that follow
//     references and never fail: what is not there, or is of another kind, is
//     the zero value.
//   - A Budget bounds what a document may decode to, so that a stack of filters
//     ends as an error and not in memory.
package object
