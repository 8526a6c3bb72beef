//! What a word is: its part of speech, form, basic form and head. Plain data, no behaviour of a language.

use std::ops::Range;

use model::codes;

codes! {
    /// Universal part of speech.
    #[derive(Default)]
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB",
        #[default]
        X = "X",
    }
}

codes! {
    /// Relation to the head, with the subtypes that are used here; a subtype that is not listed is its main type.
    #[derive(Default)]
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos",
        Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp", Clf = "clf",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjPass = "csubj:pass",
        #[default]
        Dep = "dep",
        Det = "det", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed",
        Flat = "flat", FlatForeign = "flat:foreign", FlatName = "flat:name", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodPoss = "nmod:poss", Nsubj = "nsubj",
        NsubjPass = "nsubj:pass", Nummod = "nummod", NummodGov = "nummod:gov", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

codes! { /// Grammatical case.
Case { Nom = "Nom", Gen = "Gen", Dat = "Dat", Acc = "Acc", Ins = "Ins", Loc = "Loc", Voc = "Voc" } }
codes! { /// Grammatical number.
Number { Sing = "Sing", Plur = "Plur" } }
codes! { /// Grammatical gender.
Gender { Masc = "Masc", Fem = "Fem", Neut = "Neut" } }
codes! { /// Form of a verb.
VerbForm { Fin = "Fin", Inf = "Inf", Part = "Part", Conv = "Conv", Ger = "Ger" } }
codes! { /// Tense.
Tense { Past = "Past", Pres = "Pres", Fut = "Fut" } }
codes! { /// Aspect.
Aspect { Perf = "Perf", Imp = "Imp", Prog = "Prog" } }
codes! { /// Mood.
Mood { Ind = "Ind", Imp = "Imp", Cnd = "Cnd" } }

/// What the form of a word tells; `None` or `false` where it tells nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Feats {
    /// Case.
    pub case: Option<Case>,
    /// Number.
    pub number: Option<Number>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Animate or not.
    pub animate: Option<bool>,
    /// First, second or third person.
    pub person: Option<u8>,
    /// Form of a verb.
    pub verb_form: Option<VerbForm>,
    /// Tense.
    pub tense: Option<Tense>,
    /// Aspect.
    pub aspect: Option<Aspect>,
    /// Mood.
    pub mood: Option<Mood>,
    /// Passive voice.
    pub passive: bool,
}

/// A word, number or punctuation mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Part of speech.
    pub upos: Upos,
    /// Basic form, lower case but for proper nouns.
    pub lemma: String,
    /// What the form tells.
    pub feats: Feats,
    /// Index of the head in the analysis; none for the root of a sentence.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// All words of a text, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The words.
    pub tokens: Vec<Token>,
    /// The sentences: ranges of tokens, without gaps or overlaps.
    pub sentences: Vec<Range<usize>>,
}

impl Analysis {
    /// The words of a token as they stand in the text.
    pub fn form<'t>(&self, text: &'t str, token: usize) -> &'t str {
        &text[self.tokens[token].start..self.tokens[token].end]
    }

    /// Index of the sentence that a token is in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }

    /// Index of the first token that ends after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.end <= byte)
    }
}
