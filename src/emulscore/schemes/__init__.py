"""Published schemes, each a module that reads like its document, with the source's words and our readings."""
