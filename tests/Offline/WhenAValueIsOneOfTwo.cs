using Pulumi;

namespace XtCmkInfra.Tests.Offline;

public sealed class WhenAValueIsOneOfTwo
{
    private static readonly Union<string, int> s_text = "x";
    private static readonly Union<string, int> s_number = 3;

    [Fact]
    public void It_reports_which_it_is()
    {
        Assert.Equal((true, false), (s_text.IsT0, s_text.IsT1));
        Assert.Equal((false, true), (s_number.IsT0, s_number.IsT1));
    }

    [Fact]
    public void It_gives_what_it_is_and_refuses_what_it_is_not()
    {
        Assert.Equal(("x", 3), (s_text.AsT0, s_number.AsT1));
        Assert.Throws<InvalidOperationException>(() => s_text.AsT1);
        Assert.Throws<InvalidOperationException>(() => s_number.AsT0);
        Assert.Equal(3, s_number.Value);
    }

    [Fact]
    public void It_is_matched_and_mapped()
    {
        Assert.Equal("x!", s_text.Match(text => text + "!", number => $"{number}"));
        Assert.Equal(4, s_number.MapT1(number => number + 1).AsT1);
        Assert.Equal("x", s_text.MapT1(number => number + 1).AsT0);
    }

    [Fact]
    public void It_equals_another_with_the_same_value()
    {
        Assert.Equal(Union<string, int>.FromT0("x"), s_text);
        Assert.NotEqual(s_text, s_number);
        Assert.True(s_number == Union<string, int>.FromT1(3));
    }

    [Fact]
    public async Task It_can_be_an_input_of_either_kind()
    {
        InputUnion<string, int> text = "x";
        InputUnion<string, int> number = Output.Create(3);

        Assert.Equal("x", (await Running.ReadAsync(text.ToOutput().AsT0())).Value);
        Assert.Equal(3, (await Running.ReadAsync(number.ToOutput().AsT1())).Value);
        Assert.True((await Running.ReadAsync(text.ToOutput().IsT0())).Value);
    }
}
