//! What was measured as a tree that keeps its order: fields of a record, and values by name.

use std::fmt::Display;

use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

/// A value as it will be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// Nothing: not defined.
    Null,
    /// True or false.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// One after the other.
    List(Vec<Tree>),
    /// The fields of a record, by their fixed names.
    Fields(Vec<(&'static str, Tree)>),
    /// Values by the names of nodes or groups.
    Keyed(Vec<(String, Tree)>),
}

impl Tree {
    /// Anything that can be written, as a tree.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, NotATree> {
        value.serialize(Grow)
    }

    /// A field or a named value.
    pub fn get(&self, name: &str) -> Option<&Tree> {
        match self {
            Self::Fields(fields) => fields.iter().find(|field| field.0 == name).map(|f| &f.1),
            Self::Keyed(values) => values.iter().find(|value| value.0 == name).map(|v| &v.1),
            _ => None,
        }
    }

    /// What stands at the end of a path of names.
    pub fn at(&self, path: &[&str]) -> Option<&Tree> {
        path.iter().try_fold(self, |tree, name| tree.get(name))
    }

    /// The number it is, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Whole(whole) => Some(*whole as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The text it is, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it lists, or nothing.
    pub fn list(&self) -> &[Tree] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Its named values, or nothing.
    pub fn keyed(&self) -> &[(String, Tree)] {
        match self {
            Self::Keyed(values) => values,
            _ => &[],
        }
    }

    /// Only the fields of these names, wherever they stand; `None` where there is none.
    pub fn only(self, names: &[String]) -> Option<Self> {
        match self {
            Self::Fields(fields) => {
                let kept: Vec<_> = fields
                    .into_iter()
                    .filter_map(|(name, value)| {
                        if names.iter().any(|wanted| wanted == name) {
                            Some((name, value))
                        } else {
                            value.only(names).map(|value| (name, value))
                        }
                    })
                    .collect();
                (!kept.is_empty()).then_some(Self::Fields(kept))
            }
            Self::Keyed(values) => {
                let kept: Vec<_> = values
                    .into_iter()
                    .filter_map(|(name, value)| value.only(names).map(|value| (name, value)))
                    .collect();
                (!kept.is_empty()).then_some(Self::Keyed(kept))
            }
            _ => None,
        }
    }

    /// Calls `see` with every value that is not a record or list, and the path to it; values by name and in lists
    /// stand under `*`.
    pub fn leaves<'a>(
        &'a self,
        path: &mut Vec<&'static str>,
        see: &mut impl FnMut(&[&'static str], &'a Tree),
    ) {
        match self {
            Self::List(items) => {
                path.push("*");
                for item in items {
                    item.leaves(path, see);
                }
                path.pop();
            }
            Self::Keyed(values) => {
                path.push("*");
                for (_, value) in values {
                    value.leaves(path, see);
                }
                path.pop();
            }
            Self::Fields(fields) => {
                for (name, value) in fields {
                    path.push(name);
                    value.leaves(path, see);
                    path.pop();
                }
            }
            leaf => see(path, leaf),
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Whole(whole) => serializer.serialize_i64(*whole),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Fields(fields) => serializer.collect_map(fields.iter().map(|(k, v)| (k, v))),
            Self::Keyed(values) => serializer.collect_map(values.iter().map(|(k, v)| (k, v))),
        }
    }
}

/// Something that cannot be written as a tree. The measures hold nothing of the kind.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotATree(String);

impl ser::Error for NotATree {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

struct Grow;
struct Items(Vec<Tree>);
struct Fields(Vec<(&'static str, Tree)>);
struct Values(Vec<(String, Tree)>, String);

impl SerializeSeq for Items {
    type Ok = Tree;
    type Error = NotATree;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotATree> {
        self.0.push(Tree::of(value)?);
        Ok(())
    }
    fn end(self) -> Result<Tree, NotATree> {
        Ok(Tree::List(self.0))
    }
}

impl SerializeTuple for Items {
    type Ok = Tree;
    type Error = NotATree;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotATree> {
        SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Result<Tree, NotATree> {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for Fields {
    type Ok = Tree;
    type Error = NotATree;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotATree> {
        self.0.push((name, Tree::of(value)?));
        Ok(())
    }
    fn end(self) -> Result<Tree, NotATree> {
        Ok(Tree::Fields(self.0))
    }
}

impl SerializeMap for Values {
    type Ok = Tree;
    type Error = NotATree;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotATree> {
        match Tree::of(key)? {
            Tree::Text(text) => self.1 = text,
            other => return Err(NotATree(format!("{other:?} is no name"))),
        }
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotATree> {
        let name = std::mem::take(&mut self.1);
        self.0.push((name, Tree::of(value)?));
        Ok(())
    }
    fn end(self) -> Result<Tree, NotATree> {
        Ok(Tree::Keyed(self.0))
    }
}

type Grown = Result<Tree, NotATree>;

impl Serializer for Grow {
    type Ok = Tree;
    type Error = NotATree;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = ser::Impossible<Tree, NotATree>;
    type SerializeTupleVariant = ser::Impossible<Tree, NotATree>;
    type SerializeMap = Values;
    type SerializeStruct = Fields;
    type SerializeStructVariant = ser::Impossible<Tree, NotATree>;

    fn serialize_bool(self, truth: bool) -> Grown {
        Ok(Tree::Truth(truth))
    }
    fn serialize_i8(self, whole: i8) -> Grown {
        self.serialize_i64(whole.into())
    }
    fn serialize_i16(self, whole: i16) -> Grown {
        self.serialize_i64(whole.into())
    }
    fn serialize_i32(self, whole: i32) -> Grown {
        self.serialize_i64(whole.into())
    }
    fn serialize_i64(self, whole: i64) -> Grown {
        Ok(Tree::Whole(whole))
    }
    fn serialize_u8(self, whole: u8) -> Grown {
        self.serialize_i64(whole.into())
    }
    fn serialize_u16(self, whole: u16) -> Grown {
        self.serialize_i64(whole.into())
    }
    fn serialize_u32(self, whole: u32) -> Grown {
        self.serialize_i64(whole.into())
    }
    fn serialize_u64(self, whole: u64) -> Grown {
        i64::try_from(whole).map_or(Ok(Tree::Number(whole as f64)), |whole| {
            Ok(Tree::Whole(whole))
        })
    }
    fn serialize_f32(self, number: f32) -> Grown {
        self.serialize_f64(number.into())
    }
    fn serialize_f64(self, number: f64) -> Grown {
        // What is not a number is not defined: never 0, and JSON has no other word for it.
        Ok(if number.is_finite() {
            // An empty sum is -0, which nobody would write.
            Tree::Number(number + 0.0)
        } else {
            Tree::Null
        })
    }
    fn serialize_char(self, character: char) -> Grown {
        Ok(Tree::Text(character.to_string()))
    }
    fn serialize_str(self, text: &str) -> Grown {
        Ok(Tree::Text(text.to_owned()))
    }
    fn serialize_bytes(self, bytes: &[u8]) -> Grown {
        Ok(Tree::Text(String::from_utf8_lossy(bytes).into_owned()))
    }
    fn serialize_none(self) -> Grown {
        Ok(Tree::Null)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Grown {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Grown {
        Ok(Tree::Null)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Grown {
        Ok(Tree::Null)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Grown {
        Ok(Tree::Text(name.to_owned()))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Grown {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Grown {
        Ok(Tree::Fields(vec![(name, Tree::of(value)?)]))
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Items, NotATree> {
        Ok(Items(Vec::with_capacity(length.unwrap_or(0))))
    }
    fn serialize_tuple(self, length: usize) -> Result<Items, NotATree> {
        Ok(Items(Vec::with_capacity(length)))
    }
    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NotATree> {
        Err(NotATree(format!("{name} has no place in a tree")))
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotATree> {
        Err(NotATree(format!("{name} has no place in a tree")))
    }
    fn serialize_map(self, length: Option<usize>) -> Result<Values, NotATree> {
        Ok(Values(
            Vec::with_capacity(length.unwrap_or(0)),
            String::new(),
        ))
    }
    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Fields, NotATree> {
        Ok(Fields(Vec::with_capacity(length)))
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotATree> {
        Err(NotATree(format!("{name} has no place in a tree")))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[derive(serde::Serialize)]
    struct Node {
        degree: u32,
        constraint: Option<f64>,
    }

    fn tree() -> Tree {
        let nodes: std::collections::BTreeMap<&str, Node> = [
            (
                "ann",
                Node {
                    degree: 2,
                    constraint: Some(0.5),
                },
            ),
            (
                "ben",
                Node {
                    degree: 0,
                    constraint: None,
                },
            ),
            (
                "cat",
                Node {
                    degree: 1,
                    constraint: Some(f64::NAN),
                },
            ),
        ]
        .into();
        Tree::of(&nodes).unwrap()
    }

    #[test]
    fn what_is_not_a_number_is_null_and_never_nought() {
        let text = serde_json::to_string(&tree()).unwrap();
        assert_eq!(
            text,
            r#"{"ann":{"degree":2,"constraint":0.5},"ben":{"degree":0,"constraint":null},"cat":{"degree":1,"constraint":null}}"#
        );
    }

    #[test]
    fn one_measure_is_kept_wherever_it_stands() {
        let only = tree().only(&["degree".to_owned()]).unwrap();
        let text = serde_json::to_string(&only).unwrap();
        assert_eq!(
            text,
            r#"{"ann":{"degree":2},"ben":{"degree":0},"cat":{"degree":1}}"#
        );
        assert_eq!(tree().only(&["nothing".to_owned()]), None);
    }

    #[test]
    fn leaves_are_seen_with_the_path_to_them() {
        let tree = tree();
        let mut nulls = Vec::new();
        tree.leaves(&mut Vec::new(), &mut |path, leaf| {
            if *leaf == Tree::Null {
                nulls.push(path.join("/"));
            }
        });
        assert_eq!(nulls, ["*/constraint", "*/constraint"]);
    }
}
